#pragma once

#include <array>
#include <cstddef>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/losses/log_softmax.hpp>
#include <ctnn/train/losses/mean.hpp>
#include <ratio>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// The first weight below 0.
template <class Weight, class... Rest>
consteval auto negative_weight() {
    if constexpr (Weight::num < 0)
        return std::type_identity<error::a_PosWeight_is_0_or_more_not<Weight>>{};
    else if constexpr (sizeof...(Rest) != 0)
        return negative_weight<Rest...>();
    else
        return std::type_identity<void>{};
}

/// void when an output has as many last values as there are weights, or there is one.
template <class Output, class... Weights>
consteval auto pos_weight_mistake() {
    constexpr std::size_t outputs = Output::extents[Output::rank - 1], given = sizeof...(Weights);
    using Negative = decltype(negative_weight<Weights...>());
    if constexpr (!std::is_void_v<typename Negative::type>)
        return Negative{};
    else if constexpr (given != 1 && given != outputs)
        return std::type_identity<typename error::there_is_one_PosWeight_or_one_for_each_of<
            outputs>::template outputs_not<given>>{};
    else
        return std::type_identity<void>{};
}

}  // namespace detail::inline CTNN_CODE

/// BinaryCrossEntropy in which yes counts w times as much as no: `PosWeight<std::ratio<9>>` where one sample
/// in ten is a yes; `PosWeight<std::ratio<9>, std::ratio<2>>` with one for each output, of a sequence or an
/// image for each of its features or channels. Formula: the mean over the outputs of -w t log p - (1 - t)
/// log(1 - p), on the logits z (1 - t) z + (1 + (w - 1) t) (max(-z, 0) + log(1 + exp(-|z|))). Gradient: ((1 +
/// (w - 1) t) sigmoid(z) - w t) / N. Cost: as BinaryCrossEntropy; with several weights value by value.
/// PyTorch: `BCEWithLogitsLoss(pos_weight=w)`. Keras: `weighted_cross_entropy_with_logits` of TensorFlow.
/// What goes wrong: the outputs no longer are probabilities, but those of a world in which yes is w times as
/// likely against no. Negative weights, and more than there are outputs: a sentence.
template <class Weight, class... More>
struct PosWeight {
    using last_activation = Sigmoid;
    template <class Last>
    using wrong_end = error::BinaryCrossEntropy_takes_Sigmoid_last_but_the_last_layer_is<Last>;
    template <class Output>
    using mistake = typename decltype(detail::pos_weight_mistake<Output, Weight, More...>())::type;
    static constexpr ValueRange targets = value_ranges::from_0_to_1;
    static constexpr bool is_mean_over_outputs = true;

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value_of_logits(const T* z, const T* target) noexcept {
        constexpr auto cost = [](auto a, auto t, auto w) {
            using V = decltype(a);
            const V softplus = math::max(V(0), -a) + math::log1p(math::exp(-math::abs(a)));
            return (V(1) - t) * a + (V(1) + (w - V(1)) * t) * softplus;
        };
        if constexpr (sizeof...(More) == 0)
            return detail::mean<N, /*Lanes*/ true>(
                [cost](auto a, auto t) { return cost(a, t, decltype(a)(weights<T>[0])); }, z, target);
        T sum = 0;
        for (std::size_t i = 0; i < N; ++i) sum += cost(z[i], target[i], weight<T>(i));
        return sum / static_cast<T>(N);
    }

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void slope_of_logits(const T* z, const T* target, T* dz) noexcept {
        constexpr auto slope = [](auto a, auto t, auto w) {
            using V = decltype(a);
            return ((V(1) - t) * math::sigmoid(a) - w * t * math::sigmoid(-a)) / V(static_cast<T>(N));
        };
        if constexpr (sizeof...(More) == 0)
            kernels::transform<N>([slope](auto a, auto t) { return slope(a, t, decltype(a)(weights<T>[0])); },
                                  dz, z, target);
        else
            for (std::size_t i = 0; i < N; ++i) dz[i] = slope(z[i], target[i], weight<T>(i));
    }

    /// Of probabilities in [0, 1]. Logarithms are cut off at -100.
    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value(const T* y, const T* target) noexcept {
        T sum = 0;
        for (std::size_t i = 0; i < N; ++i)
            sum += (target[i] - 1) * detail::bounded_log(1 - y[i]) -
                   weight<T>(i) * target[i] * detail::bounded_log(y[i]);
        return sum / static_cast<T>(N);
    }

  private:
    template <class T>
    static constexpr std::array<T, 1 + sizeof...(More)> weights{
        static_cast<T>(Weight::num) / static_cast<T>(Weight::den),
        static_cast<T>(More::num) / static_cast<T>(More::den)...};

    template <class T>
    CTNN_MEMBER static constexpr T weight(std::size_t i) noexcept {
        return weights<T>[i % weights<T>.size()];
    }
};

}  // namespace ctnn
