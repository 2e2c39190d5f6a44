#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/engine/placed/by_time.hpp>
#include <ctnn/engine/placed/recurrent_parts.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/initializers/glorot_uniform.hpp>
#include <ctnn/initializers/orthogonal.hpp>
#include <ctnn/kernels/dense/dense_gradients.hpp>
#include <ctnn/kernels/dense/outer.hpp>
#include <ctnn/kernels/recurrence/choice.hpp>
#include <ctnn/kernels/recurrence/recurrence.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <type_traits>

// What recurrent layers have in common: a cell (kernels/recurrence/lstm.hpp and others) goes along a
// sequence, and the gradient goes back along it.

namespace ctnn {

namespace detail::inline CTNN_CODE {

template <class In, class Cell, Returns R, Initial I = Initial::zero>
struct RecurrentOn {
    static constexpr std::size_t steps = In::extents[0], features = In::extents[1], units = Cell::units,
                                 columns = Cell::columns;
    static constexpr Returns returns = R;
    static constexpr bool all = R == Returns::sequence;

    using input = In;
    using output = std::conditional_t<all, Shape<steps, units>, Shape<units>>;

    /// Each step waits for the one before: a time in which other samples can be computed.
    static constexpr bool couples_steps = true;

    static constexpr std::size_t n = In::size, m = output::size;
    static constexpr std::size_t recurrent = size_product(features, columns),
                                 weights = size_sum(recurrent, size_product(units, columns)),
                                 initial_at = weights + Cell::biases;
    static constexpr std::size_t initial = I == Initial::zero ? 0 : Cell::states * units,
                                 parameters = I == Initial::learned ? initial_at + initial : initial_at,
                                 state = I == Initial::given ? initial : 0;
    static constexpr std::size_t multiply_adds = size_product(steps, weights);

    // The tape, time by time: the input, the sums, what the cell keeps, and its output and its other state,
    // the first step of which is what is remembered initially.
    static constexpr std::size_t others = (Cell::states - 1) * units;
    static constexpr std::size_t sums_at = n, kept_at = size_sum(sums_at, size_product(steps, columns)),
                                 h_at = size_sum(kept_at, size_product(steps, Cell::kept)),
                                 state_at = size_sum(h_at, size_product(steps + 1, units)),
                                 tape = size_sum(state_at, size_product(steps + 1, others));
    // For one step: sums, what the cell keeps, output and state.
    static constexpr std::size_t memory_at = columns + Cell::kept, scratch = memory_at + units + others;
    // Gradients: of all sums, of the output, of what is carried back, and of the input.
    // Where r h goes through the weights, its rows lie behind those of h, and their gradients likewise: so it
    // is one product that the weights' gradient comes from.
    static constexpr bool before = kernels::resets_before<Cell>, apart = before || !Cell::one_bias;
    static constexpr std::size_t dsums_size = size_product(steps, columns),
                                 drecurrent_size = before  ? 2 * dsums_size
                                                   : apart ? dsums_size
                                                           : 0,
                                 dh_at = size_sum(dsums_size, drecurrent_size), carry_at = dh_at + units,
                                 dx_at = carry_at + units, seen_at = dx_at + n,
                                 to_gated_at = seen_at + (before ? size_product(2 * steps, units) : 0),
                                 backward_scratch = to_gated_at + (before ? units : 0);

    static constexpr auto parts = recurrent_layer_parts<Cell, I>(features);

    template <class T>
    using Named = RecurrentValues<T, recurrent, units * columns, Cell::biases,
                                  I == Initial::learned ? Cell::states : 0, units>;

    template <class T>
    static constexpr Named<T> named(std::span<T, parameters> w) noexcept {
        return Named<T>::of(w);
    }
    template <class T>
    static constexpr auto named_state(std::span<T, state> s) noexcept {
        return named_initial<state / units, units>(s);
    }

    /// One step at a time. What comes out is the output of each step, also where the layer returns the last.
    struct stream {
        using input = Shape<features>;
        using output = Shape<units>;
        static constexpr std::size_t delay = 0, period = 1, memory = Cell::states * units,
                                     scratch = columns + Cell::kept;

        template <class T>
        CTNN_INLINE static constexpr std::size_t run(const T* w, const T* s, std::size_t t, const T* x,
                                                     std::size_t count, T* y, T* kept, T* work) noexcept {
            if constexpr (I != Initial::zero)
                if (t == 0) begin<1>(w, s, kept, kept + units);
            kernels::run<Cell, features>(w, x, t, count, y, units, kept, work);
            return count;
        }

        template <class T>
        static constexpr NamedMemory<T, Cell::states, units> remembered(std::span<T, memory> kept) noexcept {
            if constexpr (Cell::states == 2)
                return {kept.template first<units>(), kept.template last<units>()};
            else
                return {kept};
        }
    };

    template <std::size_t B, class T>
    static constexpr void predict(View<T, parameters> w, View<T, state> s, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * scratch> work) noexcept {
        if constexpr (kernels::recurrence_kernel_of<Cell, T, B> == kernels::RecurrenceKernel::batch)
            if (kernels::with_vectors([&]() CTNN_LAMBDA_INLINE {
                    predict_batch<B>(w.data(), s.data(), x.data(), y.data(), work.data());
                }))
                return;
        for (std::size_t b = 0; b < B; ++b) {
            T* const memory = work.data() + memory_at;
            if constexpr (I == Initial::zero)
                kernels::fill<Cell::states * units>(T(0), memory);
            else
                begin<1>(w.data(), s.data(), memory, memory + units);
            kernels::run<Cell, features>(w.data(), x.data() + b * n, 0, steps, y.data() + b * m,
                                         all ? units : 0, memory, work.data());
        }
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, parameters> w, Slot<T, state> s, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * tape> kept, Slot<T, B * scratch>, Random&) noexcept {
        T* const values = kept.data();
        T* const h = values + B * h_at;
        by_time<B, steps, features>(x.data(), values);
        kernels::accumulate<B * steps, features, columns>(
            w.data(), bias(w.data()), 0, static_cast<const T*>(values), values + B * sums_at);
        begin<B>(w.data(), s.data(), h, values + B * state_at);
        for (std::size_t t = 0; t < steps; ++t)
            Cell::template forward<B, kernels::ends_in_weights<Cell>>(w.data() + recurrent, bias(w.data()),
                                                                      step_of<B>(values, t));
        if constexpr (all)
            by_time<B, steps, units, true>(static_cast<const T*>(h) + B * units, y.data());
        else
            kernels::copy<B * units>(static_cast<const T*>(h) + B * steps * units, y.data());
    }

    /// `into` is an Update of the parameters, or a pointer, to whose values the gradient is added.
    template <std::size_t B, class T, std::size_t D, class Into>
    static constexpr void backward_into(View<T, parameters> w, View<T, B * n>, View<T, B * m>,
                                        View<T, B * tape> kept, View<T, B * m> dy, Slot<T, D> dx, Into into,
                                        Slot<T, B * backward_scratch> work) noexcept {
        through_time<B>(w.data(), kept.data(), dy.data(), work.data());
        const T *const dsums = work.data(), *const values = kept.data();
        const T* const drecurrent = dsums + (apart ? B * dsums_size : 0);
        if constexpr (D != 0) to_input<B>(w.data(), work.data(), dx.data());  // first what reads the weights
        kernels::outer<B * steps, features, columns>(values, dsums, into);
        if constexpr (before) {
            T* const seen = work.data() + B * seen_at;
            kernels::copy<B * steps * units>(values + B * h_at, seen);
            kernels::outer<2 * B * steps, units, columns>(static_cast<const T*>(seen), drecurrent,
                                                          into + recurrent);
        } else {
            kernels::outer<B * steps, units, columns>(values + B * h_at, drecurrent, into + recurrent);
        }
        if constexpr (I == Initial::learned) {
            kernels::bias_gradient<B, units>(work.data() + B * dh_at, into + initial_at);
            if constexpr (others != 0)
                kernels::bias_gradient<B, units>(work.data() + B * carry_at, into + (initial_at + units));
        }
        if constexpr (Cell::biases == 0) return;
        kernels::bias_gradient<B * steps, columns>(dsums, into + weights);
        if constexpr (!Cell::one_bias)
            kernels::bias_gradient<B * steps, columns>(drecurrent, into + (weights + columns));
    }

    template <std::size_t B, class T>
    static constexpr void backward_data(View<T, parameters> w, View<T, B * n>, View<T, B * m>,
                                        View<T, B * tape> kept, View<T, B * m> dy, Slot<T, B * n> dx,
                                        Slot<T, B * backward_scratch> work) noexcept {
        through_time<B>(w.data(), kept.data(), dy.data(), work.data());
        to_input<B>(w.data(), work.data(), dx.data());
    }

    template <std::size_t B, class T, class Visitor>
    static constexpr void each_kernel(Visitor&& visit) {
        visit(kernels::name(kernels::recurrence_kernel_of<Cell, T, B>));
    }

    template <class T>
    static constexpr void initialize(Slot<T, parameters> w, Slot<T, state>, Random& random) noexcept {
        const auto block = named<T>(w);
        for (T& value : w.template last<parameters - initial_at>()) value = 0;
        GlorotUniform::template fill<T>(block.kernel, features, columns, random);
        Orthogonal::template fill<T>(block.recurrent_kernel, units, columns, random);
        if constexpr (Cell::biases != 0) Cell::initialize_bias(block.bias.data());
    }

  private:
    /// The inputs' gradient from that of the sums, in `work`.
    template <std::size_t B, class T>
    CTNN_INLINE static constexpr void to_input(const T* w, T* work, T* dx) noexcept {
        T* const by_step = work + B * dx_at;
        kernels::data_gradient<B * steps, features, columns>(w, static_cast<const T*>(work), by_step);
        by_time<B, steps, features, true>(static_cast<const T*>(by_step), dx);
    }

    /// What is remembered of each of B samples before the first step: rows of h, and of what else there is.
    template <std::size_t B, class T>
    static constexpr void begin(const T* w, const T* s, T* h, T* other) noexcept {
        if constexpr (I == Initial::zero) {
            kernels::fill<B * units>(T(0), h);
            kernels::fill<B * others>(T(0), other);
        } else {
            const T* const first = I == Initial::learned ? w + initial_at : s;
            for (std::size_t b = 0; b < B; ++b) {
                kernels::copy<units>(first, h + b * units);
                kernels::copy<others>(first + units, other + b * others);
            }
        }
    }

    template <class T>
    CTNN_INLINE static constexpr const T* bias(const T* w) noexcept {
        return kernels::biases_of<Cell>(w + weights);
    }

    template <std::size_t B, class T>
    static constexpr kernels::StepOf<T> step_of(T* values, std::size_t t) noexcept {
        T* const h = values + B * (h_at + t * units);
        T* const other = values + B * (state_at + t * others);
        return {values + B * (sums_at + t * columns),
                values + B * (kept_at + t * Cell::kept),
                h,
                other,
                h + B * units,
                other + B * others};
    }

    /// A batch, step by step, none of which is kept.
    template <std::size_t B, class T>
    static constexpr void predict_batch(const T* w, const T* initially, const T* x, T* y, T* work) noexcept {
        T* const h = work + B * memory_at;
        T* const other = h + B * units;
        if constexpr (I == Initial::zero)
            kernels::fill<B*(units + others)>(T(0), h);
        else
            begin<B>(w, initially, h, other);
        for (std::size_t t = 0; t < steps; ++t) {
            kernels::accumulate<B, features, columns, n>(w, bias(w), 0, x + t * features, work);
            Cell::template forward<B, kernels::ends_in_weights<Cell>>(
                w + recurrent, bias(w), kernels::StepOf<T>{work, work + B * columns, h, other, h, other});
            if constexpr (all)
                for (std::size_t s = 0; s < B; ++s)
                    kernels::copy<units>(static_cast<const T*>(h) + s * units, y + s * m + t * units);
        }
        if constexpr (!all) kernels::copy<B * units>(static_cast<const T*>(h), y);
    }

    /// The gradients of all sums, from the last step to the first.
    template <std::size_t B, class T>
    static constexpr void through_time(const T* w, const T* kept, const T* dy, T* work) noexcept {
        T *const dh = work + B * dh_at, *const carry = work + B * carry_at;
        kernels::fill<B * units>(T(0), dh);
        kernels::fill<B * units>(T(0), carry);
        if constexpr (!all) kernels::copy<B * units>(dy, dh);
        for (std::size_t t = steps; t-- > 0;) {
            if constexpr (all)
                for (std::size_t s = 0; s < B; ++s)
                    kernels::add<units>(dy + s * m + t * units, dh + s * units);
            const auto at = step_of<B>(const_cast<T*>(kept), t);
            T* const dsums = work + B * t * columns;
            T* const drecurrent = apart ? dsums + B * dsums_size : dsums;
            using Back = kernels::StepBack<T>;
            if constexpr (before)
                Cell::template backward<B>(
                    w + recurrent,
                    Back{at.sums, at.kept, at.old_h, at.old_state, at.h, at.state, dh, carry, dsums,
                         drecurrent},
                    {drecurrent + B * dsums_size, work + B * (seen_at + (steps + t) * units),
                     work + B * to_gated_at});
            else
                Cell::backward(B, Back{at.sums, at.kept, at.old_h, at.old_state, at.h, at.state, dh, carry,
                                       dsums, drecurrent});
            if (t > 0 || I == Initial::learned)
                kernels::data_gradient<B, units, columns>(w + recurrent, static_cast<const T*>(drecurrent),
                                                          dh);
        }
        // What a cell carries besides its c goes to the h before.
        if constexpr (I == Initial::learned && others == 0)
            kernels::add<B * units>(static_cast<const T*>(carry), dh);
    }
};

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
