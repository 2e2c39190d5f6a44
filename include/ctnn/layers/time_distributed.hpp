#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/engine/backward.hpp>
#include <ctnn/engine/chain.hpp>
#include <ctnn/engine/each_kernel.hpp>
#include <ctnn/engine/fold_layer.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/step_stream.hpp>
#include <ctnn/engine/with_activation.hpp>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// The shape of a sequence of `Steps` times S.
template <std::size_t Steps, class S, class = std::make_index_sequence<S::rank>>
struct SequenceOf;
template <std::size_t Steps, class S, std::size_t... I>
struct SequenceOf<Steps, S, std::index_sequence<I...>> : std::type_identity<Shape<Steps, S::extents[I]...>> {
};

/// The activation that a layer ends in, value by value or of each step: a loss on a sequence then sees the
/// logits.
template <class In, class L, template <class, class> class Distributed>
struct EndingOfSteps {};
template <class In, class L, template <class, class> class Distributed>
    requires requires {
        typename L::activation;
        typename L::logits;
        requires Elementwise<typename L::activation> || is_each_place<typename L::activation> ||
                     L::output::rank == 1;
    }
struct EndingOfSteps<In, L, Distributed> {
    using activation =
        std::conditional_t<Elementwise<typename L::activation> || is_each_place<typename L::activation>,
                           typename L::activation, EachPlace<typename L::activation>>;
    using logits = Distributed<In, typename L::logits>;
};

/// L on every step of In. The steps of B samples are worked as many at once as there are samples, so that L
/// needs no more room than for a batch, and predicts one sample as a stream does: step by step. Only a layer
/// that couples the samples of a batch takes all at once.
template <class In, class L>
struct TimeDistributedOn : EndingOfSteps<In, L, TimeDistributedOn> {
    static constexpr std::size_t steps = In::extents[0], from = L::input::size, to = L::output::size;
    static constexpr bool couples_samples = detail::couples_samples<L>();
    static constexpr bool only_trains = detail::only_trains<L>();
    static constexpr bool backward_reads_state = detail::backward_reads_state<L>();
    static constexpr bool has_rates = detail::has_rates<L>();
    /// Batches of L in which a batch is trained, and the samples of each for one of the batch.
    static constexpr std::size_t batches = couples_samples ? 1 : steps, share = steps / batches;
    static constexpr std::size_t least_batch = (detail::least_batch<L>() + share - 1) / share;

    using layer = L;
    using input = In;
    using output = typename SequenceOf<steps, typename L::output>::type;
    using stream = StepByStep<L>;

    static constexpr std::size_t n = In::size, m = output::size;
    static constexpr std::size_t parameters = L::parameters, state = L::state,
                                 tape = size_product(steps, L::tape);
    static constexpr std::size_t scratch = size_product(share, L::scratch);
    static constexpr std::size_t backward_scratch = size_product(share, detail::backward_scratch<L>());
    static constexpr std::size_t multiply_adds = size_product(steps, detail::multiply_adds<L>());

    template <class T>
    static constexpr auto named(std::span<T, parameters> w) noexcept {
        return values_of<L, T>(w);
    }
    template <class T>
    static constexpr auto named_state(std::span<T, state> s) noexcept {
        return state_of<L, T>(s);
    }

    template <class Visitor>
    static constexpr void each_weights(std::size_t offset, Visitor&& visit) {
        detail::each_weights<L>(offset, visit);
    }

    template <std::size_t B, class T, class Visitor>
    static constexpr void each_kernel(Visitor&& visit) {
        detail::each_kernel<L, B, T>(visit);
    }

    template <class Visitor>
    static constexpr void each_layer(LayerPlace at, Visitor&& visit) {
        at.flattened = {};
        detail::each_layer<L>(at, visit);
    }

    template <std::size_t B, class T>
    static constexpr void predict(View<T, parameters> w, View<T, state> s, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * scratch> work) noexcept {
        if constexpr (B == 1)
            stream::template run<T>(w.data(), s.data(), 0, x.data(), steps, y.data(), nullptr, work.data());
        else
            for (std::size_t k = 0; k < steps; ++k)
                L::template predict<B, T>(w, s, part<B * from>(x, k), part<B * to>(y, k),
                                          work.template first<B * L::scratch>());
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, parameters> w, Slot<T, state> s, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * tape> kept, Slot<T, B * scratch> work,
                                  Random& random) noexcept {
        constexpr std::size_t b = B * share;
        for (std::size_t k = 0; k < batches; ++k)
            L::template forward<b, T>(w, s, part<b * from>(x, k), part<b * to>(y, k),
                                      part<b * L::tape>(kept, k), work, random);
    }

    template <std::size_t B, class T, std::size_t D, class... State>
    static constexpr void backward(View<T, parameters> w, View<T, B * n> x, View<T, B * m> y,
                                   View<T, B * tape> kept, View<T, B * m> dy, Slot<T, D> dx,
                                   Slot<T, parameters> dw, Slot<T, B * backward_scratch> work,
                                   State... s) noexcept {
        constexpr std::size_t b = B * share, wanted = D == 0 ? 0 : b * from;
        for (std::size_t k = 0; k < batches; ++k)
            detail::backward<L, b, T, wanted>(w, part<b * from>(x, k), part<b * to>(y, k),
                                              part<b * L::tape>(kept, k), part<b * to>(dy, k),
                                              part<wanted>(dx, k), dw.data(), work, s...);
    }

    template <class T>
    static constexpr void initialize(Slot<T, parameters> w, Slot<T, state> s, Random& random) noexcept {
        L::template initialize<T>(w, s, random);
    }

    static constexpr std::size_t output_of(std::size_t weight) noexcept
        requires TakesScale<L>
    {
        return L::output_of(weight);
    }

  private:
    /// The k-th N values.
    template <std::size_t N, class T, std::size_t All>
    CTNN_INLINE static constexpr std::span<T, N> part(std::span<T, All> values, std::size_t k) noexcept {
        return std::span<T, N>(values.data() + k * N, N);
    }
};

template <class L, class In>
consteval auto time_distributed_on() {
    if constexpr (In::rank < 2) {
        return std::type_identity<BrokenLayer<
            error::time_distributed_needs_a_sequence_of_steps_but_the_layer_before_it_gives<In>, In>>{};
    } else {
        using OnStep = placed<L, StepOf<In>>;
        if constexpr (Broken<OnStep>)
            return std::type_identity<OnStep>{};
        else
            return std::type_identity<TimeDistributedOn<In, OnStep>>{};
    }
}

/// What becomes of Whole<U>, of which U was placed as L.
template <template <class> class Whole, class U, class L>
struct FoldSteps {
    using type = Whole<typename FoldLayer<U, L>::type>;

    template <class To, class T>
    static constexpr void convert(const T* w, const T* state, T* to, T* to_state) noexcept {
        FoldLayer<U, L>::template convert<typename To::layer>(w, state, to, to_state);
    }
};

}  // namespace detail::inline CTNN_CODE

/// A layer on every step of a sequence, with the same parameters: `TimeDistributed<Dense<10>>` behind an LSTM
/// that returns its sequence. Several layers are a Sequential.
///
/// Shapes: `Shape<S, F...>` -> `Shape<S, G...>`, where the layer makes `Shape<G...>` of `Shape<F...>`.
/// Parameters: those of the layer, once; `parameters.layer<I>()` has its names.
/// Streams, with no delay. Cost: that of the layer for each step.
/// A layer that normalises over its batch (BatchNorm) takes all steps of all samples for one.
/// Softmax for each step is the inner layer's: `TimeDistributed<Dense<10, Softmax>>`, and CrossEntropy then
/// takes a class for each; Activation<Softmax> behind it takes all steps for one, which CrossEntropy refuses.
/// PyTorch: a `nn.Linear` does this by itself; Keras: `TimeDistributed`.
/// Goes wrong when the input has one axis only, or the layer does not fit on a step: a sentence from the
/// network.
template <class Layer>
struct TimeDistributed {
    template <class In>
    using on = typename decltype(detail::time_distributed_on<Layer, In>())::type;

    template <class Act>
    using ending_in = TimeDistributed<typename detail::EndingIn<Layer, Act>::type>;
    template <class In, class L>
    static detail::FoldSteps<TimeDistributed, Layer, L> fold(
        std::type_identity<TimeDistributed>, std::type_identity<detail::TimeDistributedOn<In, L>>);
};

}  // namespace ctnn
