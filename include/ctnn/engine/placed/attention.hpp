#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/engine/values.hpp>
#include <ctnn/kernels/attention/attention.hpp>
#include <ctnn/kernels/dense/accumulate.hpp>
#include <ctnn/kernels/dense/dense_gradients.hpp>
#include <ctnn/kernels/dense/outer.hpp>
#include <ctnn/kernels/values/biases.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/math/math.hpp>
#include <type_traits>

// The engine of MultiHeadAttention. All steps go through the projections at once; between these each head of
// each sample has its queries, keys and values by themselves.

namespace ctnn::detail::inline CTNN_CODE {

/// The parameters of attention by name.
template <class T, std::size_t In, std::size_t Out, std::size_t InBiases, std::size_t OutBiases>
struct AttentionValues {
    Values<T, In> in_proj_weight;      ///< of feature i and column c: [i * 3 * size + c]; q, k, v
    Values<T, InBiases> in_proj_bias;  ///< of column c
    Values<T, Out> out_proj_weight;    ///< of value i of the heads and output o: [i * size + o]
    Values<T, OutBiases> out_proj_bias;  ///< of output o
};
template <class T, std::size_t In, std::size_t Out>
struct AttentionValues<T, In, Out, 0, 0> {
    Values<T, In> in_proj_weight;    ///< as above
    Values<T, Out> out_proj_weight;  ///< likewise
};

template <bool HasBias>
consteval auto attention_parts(std::size_t features, std::size_t size) {
    const Part in{"in_proj_weight", {{features, Along::inputs}, {3 * size, Along::outputs}}},
        out{"out_proj_weight", {{size, Along::values}, {size, Along::outputs}}};  // no inputs of the layer
    if constexpr (HasBias)
        return std::array{in, Part{"in_proj_bias", {{3 * size, Along::outputs}}}, out,
                          Part{"out_proj_bias", {{size, Along::outputs}}}};
    else
        return std::array{in, out};
}

/// One step at a time, which sees those before it: turned keys and values of as many steps as the sequence
/// has, head by head, are what is remembered. Beyond these the oldest are forgotten.
template <class L>
struct AttentionStream {
    static constexpr std::size_t steps = L::steps, size = L::size, width = L::width;

    using input = Shape<L::features>;
    using output = Shape<size>;
    static constexpr std::size_t delay = 0, period = 1, memory = size_product(2 * steps, size);
    // The projected step, its queries scaled; a head's scores; what the heads give.
    static constexpr std::size_t scores_at = 3 * size, context_at = scores_at + steps,
                                 scratch = context_at + size;

    template <class T>
    [[gnu::noinline]] static constexpr std::size_t run(const T* w, const T*, std::size_t t, const T* x,
                                                       std::size_t count, T* y, T* kept, T* work) noexcept {
        for (std::size_t s = 0; s < count; ++s, x += L::features, y += size) {
            L::template project<1>(w, x, work);
            remember(work, (t + s) % steps, kept);
            for (std::size_t h = 0; h < L::heads; ++h)
                kernels::attend<1, steps, width>(static_cast<const T*>(work + h * width),
                                                 static_cast<const T*>(kept + h * width * steps),
                                                 static_cast<const T*>(kept + (size + h * width) * steps),
                                                 t + s, work + scores_at, work + context_at + h * width);
            L::template give<1>(w, static_cast<const T*>(work + context_at), y);
        }
        return count;
    }

  private:
    /// Takes the keys and values of a step to their place.
    template <class T>
    static constexpr void remember(T* projected, std::size_t place, T* kept) noexcept {
        kernels::scale_columns<1, size, size, size>(L::template scale<T>(), static_cast<const T*>(projected),
                                                    projected);
        for (std::size_t i = 0; i < size; ++i) kept[i * steps + place] = projected[size + i];
        for (std::size_t h = 0; h < L::heads; ++h)
            kernels::copy<width>(static_cast<const T*>(projected + 2 * size + h * width),
                                 kept + (size + h * width) * steps + place * width);
    }
};

template <class In, std::size_t Heads, std::size_t Size, class Sees, class Init, bool HasBias = true>
struct AttentionOn {
    static constexpr std::size_t steps = In::extents[0], features = In::extents[1], heads = Heads,
                                 size = Size, width = Size / Heads;
    static constexpr bool is_causal = Sees::is_causal;

    using input = In;
    using output = Shape<steps, size>;
    using stream = std::conditional_t<is_causal, AttentionStream<AttentionOn>, void>;

    static constexpr std::size_t n = In::size, m = output::size;
    static constexpr std::size_t columns = size_product(3, size),
                                 in_weights = size_product(features, columns),
                                 in_biases = HasBias ? columns : 0, out_weights = size_product(size, size),
                                 out_biases = HasBias ? size : 0;
    static constexpr std::size_t out_at = size_sum(in_weights, in_biases),
                                 parameters = size_sum(out_at, out_weights, out_biases), state = 0;
    static constexpr std::size_t squares = size_product(steps, steps);
    static constexpr std::size_t multiply_adds =
        size_sum(size_product(steps, size_sum(in_weights, out_weights)), size_product(2, squares, size));

    // The tape: of each sample and head q, k, v and the probabilities; then what the heads give, step by
    // step.
    static constexpr std::size_t one = size_product(steps, width),
                                 head_kept = size_sum(size_product(3, one), squares),
                                 contexts_at = size_product(heads, head_kept),
                                 tape = size_sum(contexts_at, m);
    // In a call: projected steps, what the heads give, and of one head what the tape holds elsewhere, turned
    // keys and its own context.
    static constexpr std::size_t rows = size_product(steps, columns), own_at = size_sum(rows, m),
                                 scratch = size_sum(own_at, head_kept, 2 * one);
    // Backward: gradients of the projected steps and of what the heads give; of one head, of its context, of
    // its scores, and of q, k, v.
    static constexpr std::size_t backward_scratch = size_sum(own_at, squares, 4 * one);

    static constexpr auto parts = attention_parts<HasBias>(features, size);

    template <class T>
    static constexpr auto named(std::span<T, parameters> w) noexcept {
        using Named = AttentionValues<T, in_weights, out_weights, in_biases, out_biases>;
        if constexpr (HasBias)
            return Named{w.template first<in_weights>(), w.template subspan<in_weights, in_biases>(),
                         w.template subspan<out_at, out_weights>(), w.template last<out_biases>()};
        else
            return Named{w.template first<in_weights>(), w.template last<out_weights>()};
    }

    template <class Visitor>
    static constexpr void each_weights(std::size_t offset, Visitor&& visit) {
        visit(offset, in_weights);
        visit(offset + out_at, out_weights);
    }

    template <std::size_t B, class T>
    static constexpr void predict(View<T, parameters> w, View<T, 0>, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * scratch> work) noexcept {
        T* const own = work.data() + B * own_at;
        through<B>(w.data(), x.data(), y.data(), own, 0, work.data() + B * rows, work.data());
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, parameters> w, Slot<T, 0>, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * tape> kept, Slot<T, B * scratch> work, Random&) noexcept {
        through<B>(w.data(), x.data(), y.data(), kept.data(), head_kept, kept.data() + B * contexts_at,
                   work.data());
    }

    /// `into` is an Update of the parameters, or a pointer, to whose values the gradient is added.
    template <std::size_t B, class T, std::size_t D, class Into>
    static constexpr void backward_into(View<T, parameters> w, View<T, B * n> x, View<T, B * m>,
                                        View<T, B * tape> kept, View<T, B * m> dy, Slot<T, D> dx, Into into,
                                        Slot<T, B * backward_scratch> work) noexcept {
        T *const drows = work.data(), *const dcontexts = drows + B * rows, *const own = drows + B * own_at;
        kernels::data_gradient<B * steps, size, size>(w.data() + out_at, dy.data(), dcontexts);
        const T* of_head = kept.data();
        for (std::size_t s = 0; s < B; ++s)
            for (std::size_t h = 0; h < heads; ++h, of_head += head_kept)
                head_backward(of_head, static_cast<const T*>(dcontexts) + s * m + h * width,
                              drows + s * rows + h * width, own);
        const T* const gradient = drows;
        if constexpr (D != 0)  // first of all what reads the weights
            kernels::data_gradient<B * steps, features, columns>(w.data(), gradient, dx.data());
        kernels::outer<B * steps, features, columns>(x.data(), gradient, into);
        kernels::outer<B * steps, size, size>(kept.data() + B * contexts_at, dy.data(), into + out_at);
        if constexpr (HasBias) {
            kernels::bias_gradient<B * steps, columns>(gradient, into + in_weights);
            kernels::bias_gradient<B * steps, size>(dy.data(), into + (out_at + out_weights));
        }
    }

    template <class T>
    static constexpr void initialize(Slot<T, parameters> w, Slot<T, 0>, Random& random) noexcept {
        for (T& value : w) value = 0;
        Init::template fill<T>(w.template first<in_weights>(), features, columns, random);
        Init::template fill<T>(w.template subspan<out_at, out_weights>(), size, size, random);
    }

    /// What scores are divided by, the other way round.
    template <class T>
    static constexpr T scale() noexcept {
        return static_cast<T>(1 / math::sqrt(static_cast<double>(width)));
    }

    /// Queries, keys and values of `Rows` steps.
    template <std::size_t Rows, class T>
    static constexpr void project(const T* w, const T* x, T* projected) noexcept {
        const T* const bias = kernels::biases<HasBias, columns>(w + in_weights);
        kernels::accumulate<Rows, features, columns, features, !HasBias>(w, bias, 0, x, projected);
    }
    /// The outputs of `Rows` steps.
    template <std::size_t Rows, class T>
    static constexpr void give(const T* w, const T* contexts, T* y) noexcept {
        const T* const bias = kernels::biases<HasBias, size>(w + out_at + out_weights);
        kernels::accumulate<Rows, size, size, size, !HasBias>(w + out_at, bias, 0, contexts, y);
    }

  private:
    /// B samples; what is of a head goes to `of_head`, and `of_next` values on for the next one.
    template <std::size_t B, class T>
    static constexpr void through(const T* w, const T* x, T* y, T* of_head, std::size_t of_next, T* contexts,
                                  T* work) noexcept {
        project<B * steps>(w, x, work);
        T* const turned = work + B * own_at + head_kept;
        for (std::size_t s = 0; s < B; ++s)
            for (std::size_t h = 0; h < heads; ++h, of_head += of_next)
                head_forward(static_cast<const T*>(work) + s * rows + h * width, of_head, turned,
                             contexts + s * m + h * width);
        give<B * steps>(w, static_cast<const T*>(contexts), y);
    }

    /// One head of one sample; `turned` is room for its keys, and behind them for its context.
    template <class T>
    static constexpr void head_forward(const T* projected, T* kept, T* turned, T* contexts) noexcept {
        T *const q = kept, *const k = q + one, *const v = k + one, *const p = v + one;
        T* const context = turned + one;
        kernels::scale_columns<steps, width, columns, width>(scale<T>(), projected, q);
        kernels::copy_columns<steps, width, columns, width>(projected + size, k);
        kernels::copy_columns<steps, width, columns, width>(projected + 2 * size, v);
        kernels::turn_keys<steps, width>(static_cast<const T*>(k), turned);
        kernels::attend<steps, steps, width>(static_cast<const T*>(q), static_cast<const T*>(turned),
                                             static_cast<const T*>(v), is_causal ? 0 : steps - 1, p, context);
        kernels::copy_columns<steps, width, width, size>(static_cast<const T*>(context), contexts);
    }

    template <class T>
    static constexpr void head_backward(const T* kept, const T* dcontexts, T* drows, T* own) noexcept {
        const T *const q = kept, *const k = q + one, *const v = k + one, *const p = v + one;
        T *const dcontext = own, *const scores = own + one, *const dq = scores + squares,
                 *const dk = dq + one, *const dv = dk + one;
        kernels::copy_columns<steps, width, size, width>(dcontexts, dcontext);
        kernels::attend_backward<steps, width>(q, k, v, p, static_cast<const T*>(dcontext), scores, dq, dk,
                                               dv);
        kernels::scale_columns<steps, width, width, columns>(scale<T>(), static_cast<const T*>(dq), drows);
        kernels::copy_columns<steps, width, width, columns>(static_cast<const T*>(dk), drows + size);
        kernels::copy_columns<steps, width, width, columns>(static_cast<const T*>(dv), drows + 2 * size);
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
