#pragma once

#include <array>
#include <cstddef>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/kernels/values/reduce.hpp>
#include <ctnn/train/losses/cross_entropy.hpp>
#include <ctnn/train/losses/loss_traits.hpp>
#include <ratio>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// void when the targets of Loss can be smoothed by Amount, else the sentence.
template <class Amount, class Loss>
consteval auto smoothing_mistake() {
    if constexpr (!requires { typename Loss::last_activation; })
        return std::type_identity<
            error::label_smoothing_is_of_a_loss_after_Softmax_or_Sigmoid_as_CrossEntropy_not_of<Loss>>{};
    else if constexpr (!std::is_same_v<typename Loss::last_activation, Softmax> &&
                       !std::is_same_v<typename Loss::last_activation, Sigmoid>)
        return std::type_identity<
            error::label_smoothing_is_of_a_loss_after_Softmax_or_Sigmoid_as_CrossEntropy_not_of<Loss>>{};
    else if constexpr (Amount::num < 0 || Amount::num > Amount::den)
        return std::type_identity<error::label_smoothing_is_by_0_to_1_not_by<Amount>>{};
    else
        return std::type_identity<void>{};
}

}  // namespace detail::inline CTNN_CODE

/// A loss on targets that are not quite as sure: `LabelSmoothing<std::ratio<1, 10>>` is CrossEntropy with a
/// tenth of each target spread over all classes, `LabelSmoothing<std::ratio<1, 10>, BinaryCrossEntropy>` lets
/// yes be 0.95 and no 0.05. So a network does not grow ever surer of what it has seen. Measure with the plain
/// loss: of this one no network reaches 0.
/// Formula: t' = (1 - a) t + a sum(t) / N after Softmax, (1 - a) t + a / 2 after Sigmoid. (Szegedy and
/// others: Rethinking the Inception architecture, 2016.) Cost: that of the loss, and N values on the stack.
/// PyTorch: `CrossEntropyLoss(label_smoothing=0.1)`. Keras: `CategoricalCrossentropy(label_smoothing=0.1)`.
/// What goes wrong: an amount outside 0 to 1, a loss of other targets: a sentence.
template <class Amount, class Loss = CrossEntropy>
struct LabelSmoothing {
    template <class Output>
    using mistake = typename decltype(detail::smoothing_mistake<Amount, Loss>())::type;
    static constexpr ValueRange targets = detail::targets_of<Loss>();
    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value(const T*, const T*) noexcept {
        return 0;  // of what is no such loss: the sentence is said elsewhere
    }
    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void slope(const T*, const T*, T*) noexcept {}
};

template <class Amount, class Loss>
    requires std::is_void_v<typename decltype(detail::smoothing_mistake<Amount, Loss>())::type>
struct LabelSmoothing<Amount, Loss> {
    using last_activation = typename Loss::last_activation;
    template <class Last>
    using wrong_end = typename detail::WrongEnd<Loss, Last>::type;
    static constexpr ValueRange targets = detail::targets_of<Loss>();
    static constexpr bool is_of_classes = std::is_same_v<last_activation, Softmax>;
    static constexpr bool takes_class_index = detail::TakesClassIndex<Loss>,
                          is_mean_over_outputs = detail::MeanOverOutputs<Loss>,
                          targets_add_up_to_1 = detail::TakesDistributions<Loss>;

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value_of_logits(const T* z, const T* target) noexcept {
        return Loss::template value_of_logits<N>(z, smooth<N>(target).data());
    }

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void slope_of_logits(const T* z, const T* target, T* dz) noexcept {
        Loss::template slope_of_logits<N>(z, smooth<N>(target).data(), dz);
    }

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value(const T* y, const T* target) noexcept {
        return Loss::template value<N>(y, smooth<N>(target).data());
    }

  private:
    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr std::array<T, N> smooth(const T* target) noexcept {
        constexpr T amount = static_cast<T>(Amount::num) / static_cast<T>(Amount::den);
        const T spread = amount * (is_of_classes ? kernels::sum<N>(target) / static_cast<T>(N) : T(0.5));
        std::array<T, N> smoothed{};
        for (std::size_t i = 0; i < N; ++i) smoothed[i] = (1 - amount) * target[i] + spread;
        return smoothed;
    }
};

}  // namespace ctnn
