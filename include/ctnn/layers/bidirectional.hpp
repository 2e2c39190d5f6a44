#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/engine/backward.hpp>
#include <ctnn/engine/each_kernel.hpp>
#include <ctnn/engine/placed/recurrence.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <type_traits>
#include <utility>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// `Rows` rows of N values, from the last to the first, which lie `Step` apart here and N there, or the other
/// way round.
template <std::size_t Rows, std::size_t N, bool Turned, std::size_t FromStep, std::size_t ToStep, class T>
constexpr void copy_rows(const T* from, T* to) noexcept {
    for (std::size_t r = 0; r < Rows; ++r)
        kernels::copy<N>(from + (Turned ? Rows - 1 - r : r) * FromStep, to + r * ToStep);
}

/// One copy of a recurrent layer goes from the first step to the last, another from the last to the first;
/// the second sees the input turned round. The tape holds that input, the outputs of both, and their tapes.
template <class Layer>
struct BidirectionalOn {
    using input = typename Layer::input;
    static constexpr bool all = Layer::returns == Returns::sequence;
    static constexpr Returns returns = Layer::returns;
    static constexpr std::size_t steps = Layer::steps, features = Layer::features, units = Layer::units;
    static constexpr bool couples_steps = true;
    using output = std::conditional_t<all, Shape<steps, 2 * units>, Shape<2 * units>>;

    static constexpr std::size_t n = input::size, m = output::size, half = m / 2;
    static constexpr std::size_t parameters = 2 * Layer::parameters, state = 2 * Layer::state;
    static constexpr std::size_t multiply_adds = size_product(2, Layer::multiply_adds);
    static constexpr std::size_t tape = n + m + 2 * Layer::tape, scratch = n + half + Layer::scratch;
    // Half of dy, dx of the second layer, and what a layer needs itself.
    static constexpr std::size_t backward_scratch = half + n + Layer::backward_scratch;

    template <class T>
    struct Named {
        typename Layer::template Named<T> forward, backward;
    };

    template <class T>
    static constexpr Named<T> named(std::span<T, parameters> w) noexcept {
        return {Layer::template named<T>(w.template first<Layer::parameters>()),
                Layer::template named<T>(w.template last<Layer::parameters>())};
    }

    template <class T>
    struct NamedState {
        decltype(Layer::template named_state<T>(std::declval<std::span<T, Layer::state>>())) forward,
            backward;
    };

    template <class T>
    static constexpr NamedState<T> named_state(std::span<T, state> s) noexcept {
        return {Layer::template named_state<T>(s.template first<Layer::state>()),
                Layer::template named_state<T>(s.template last<Layer::state>())};
    }

    template <class Visitor>
    static constexpr void each_weights(std::size_t offset, Visitor&& visit) {
        visit(offset, Layer::weights);
        visit(offset + Layer::parameters, Layer::weights);
    }

    template <std::size_t B, class T, class Visitor>
    static constexpr void each_kernel(Visitor&& visit) {
        detail::each_kernel<Layer, B, T>(visit);
    }

    template <class Visitor>
    static constexpr void each_layer(const LayerPlace& at, Visitor&& visit) {
        const PathStep forth{at.path, "forward"}, back{at.path, "backward"};
        detail::each_layer<Layer>(at.within(forth), visit);
        detail::each_layer<Layer>(at.within(back, Layer::parameters, Layer::state), visit);
    }

    template <std::size_t B, class T>
    static constexpr void predict(View<T, parameters> w, View<T, state> s, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * scratch> work) noexcept {
        const auto turned = work.template first<B * n>();
        const auto out = work.template subspan<B * n, B * half>();
        const auto rest = work.template last<B * Layer::scratch>();
        Layer::template predict<B, T>(w.template first<Layer::parameters>(), s.template first<Layer::state>(),
                                      x, out, rest);
        join<B, false>(static_cast<const T*>(out.data()), y.data());
        turn<B>(x.data(), turned.data());
        Layer::template predict<B, T>(w.template last<Layer::parameters>(), s.template last<Layer::state>(),
                                      turned, out, rest);
        join<B, true>(static_cast<const T*>(out.data()), y.data());
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, parameters> w, Slot<T, state> s, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * tape> kept, Slot<T, B * scratch> work,
                                  Random& random) noexcept {
        const auto turned = kept.template first<B * n>();
        const auto first = kept.template subspan<B * n, B * half>(),
                   second = kept.template subspan<B*(n + half), B * half>();
        const auto rest = work.template last<B * Layer::scratch>();
        turn<B>(x.data(), turned.data());
        Layer::template forward<B, T>(w.template first<Layer::parameters>(), s.template first<Layer::state>(),
                                      x, first, kept.template subspan<B*(n + m), B * Layer::tape>(), rest,
                                      random);
        Layer::template forward<B, T>(w.template last<Layer::parameters>(), s.template last<Layer::state>(),
                                      turned, second, kept.template last<B * Layer::tape>(), rest, random);
        join<B, false>(static_cast<const T*>(first.data()), y.data());
        join<B, true>(static_cast<const T*>(second.data()), y.data());
    }

    template <std::size_t B, class T>
    static constexpr void backward_data(View<T, parameters> w, View<T, B * n> x, View<T, B * m> y,
                                        View<T, B * tape> kept, View<T, B * m> dy, Slot<T, B * n> dx,
                                        Slot<T, B * backward_scratch> work) noexcept {
        backward_into<B, T>(w, x, y, kept, dy, dx, NoGradient{}, work);
    }

    /// `into` is an Update of the parameters, or a pointer, to whose values the gradient is added.
    template <std::size_t B, class T, std::size_t D, class Into>
    static constexpr void backward_into(View<T, parameters> w, View<T, B * n> x, View<T, B * m>,
                                        View<T, B * tape> kept, View<T, B * m> dy, Slot<T, D> dx, Into into,
                                        Slot<T, B * backward_scratch> work) noexcept {
        const auto part = work.template first<B * half>();
        const auto own = work.template subspan<B * half, D>();
        const auto rest = work.template last<B * Layer::backward_scratch>();
        split<B, false>(dy.data(), part.data());
        detail::backward<Layer, B, T, D>(
            w.template first<Layer::parameters>(), x, kept.template subspan<B * n, B * half>(),
            kept.template subspan<B*(n + m), B * Layer::tape>(), part, dx, into, rest);
        split<B, true>(dy.data(), part.data());
        detail::backward<Layer, B, T, D>(w.template last<Layer::parameters>(), kept.template first<B * n>(),
                                         kept.template subspan<B*(n + half), B * half>(),
                                         kept.template last<B * Layer::tape>(), part, own,
                                         into + Layer::parameters, rest);
        if constexpr (D != 0)
            for (std::size_t r = 0; r < B * steps; ++r)
                kernels::add<features>(static_cast<const T*>(own.data()) +
                                           (r / steps * steps + steps - 1 - r % steps) * features,
                                       dx.data() + r * features);
    }

    template <class T>
    static constexpr void initialize(Slot<T, parameters> w, Slot<T, state> s, Random& random) noexcept {
        Layer::template initialize<T>(w.template first<Layer::parameters>(), s.template first<Layer::state>(),
                                      random);
        Layer::template initialize<T>(w.template last<Layer::parameters>(), s.template last<Layer::state>(),
                                      random);
    }

  private:
    static constexpr std::size_t rows = all ? steps : 1;  // of an output

    /// The steps of each sample from the last to the first.
    template <std::size_t B, class T>
    static constexpr void turn(const T* x, T* to) noexcept {
        for (std::size_t s = 0; s < B; ++s)
            copy_rows<steps, features, true, features, features>(x + s * n, to + s * n);
    }

    /// A layer's outputs into its columns of y, and its columns of dy; those of the second turned round.
    template <std::size_t B, bool Second, class T>
    static constexpr void join(const T* from, T* y) noexcept {
        for (std::size_t s = 0; s < B; ++s)
            copy_rows<rows, units, Second, units, 2 * units>(from + s * half, y + s * m + Second * units);
    }
    template <std::size_t B, bool Second, class T>
    static constexpr void split(const T* dy, T* to) noexcept {
        for (std::size_t s = 0; s < B; ++s)
            copy_rows<rows, units, Second, 2 * units, units>(dy + s * m + Second * units, to + s * half);
    }
};

template <class Layer, class Placed>
consteval auto bidirectional_on() {
    if constexpr (Broken<Placed>)
        return std::type_identity<Placed>{};
    else if constexpr (requires {
                           typename Placed::stream;
                           Placed::returns;
                           Placed::units;
                       })
        return std::type_identity<BidirectionalOn<Placed>>{};
    else
        return std::type_identity<
            BrokenLayer<error::Bidirectional_goes_both_ways_through_a_recurrent_layer_but_not_through<Layer>,
                        typename Placed::input>>{};
}

}  // namespace detail::inline CTNN_CODE

/// A recurrent layer twice, with parameters of their own: once from the first step to the last, once from the
/// last to the first, so that what an output says of a step knows what came before and what comes after it.
///
/// Shapes: `Shape<steps, features>` -> `Shape<2 * units>`, the last output of both, or, around a layer with
/// `Returns::sequence`, `Shape<steps, 2 * units>`: at each step what both gave there.
/// Source: Schuster, Paliwal, Bidirectional Recurrent Neural Networks, 1997.
/// Parameters: those of the layer for the way forth, then those for the way back: `.forward.kernel`,
/// `.backward.kernel`, ...
/// PyTorch: `nn.LSTM(..., bidirectional=True)`, with the output of the last step, which for the way back is
/// that of step 0; Keras: `Bidirectional(LSTM(...))`.
/// Goes wrong around a layer that is not recurrent: a sentence from the network. It has no stream: it looks
/// ahead to the end.
template <class Layer>
struct Bidirectional {
    template <class In>
    using on = typename decltype(detail::bidirectional_on<Layer, placed<Layer, In>>())::type;
};

}  // namespace ctnn
