#pragma once

#include <array>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>

namespace ctnn {

inline namespace CTNN_CODE {

/// What a training step adds to the plain gradient. All off by default.
struct TrainerOptions {
    /// Penalties l1 * |w| and l2 / 2 * w^2 on the weights, not on biases nor on norms' scales; their gradient
    /// is clipped with the rest, and they are not part of the reported loss. PyTorch: groups of parameters,
    /// of which those without biases have a weight_decay, where nothing is clipped. Keras: regularizers.
    float l1 = 0, l2 = 0;
    /// Each value of the gradient, penalties included, is kept within +-clip_value; then the whole gradient
    /// is scaled so that its Euclidean norm is at most clip_norm. PyTorch: `clip_grad_value_`,
    /// `clip_grad_norm_`.
    float clip_value = 0, clip_norm = 0;
    /// As PyTorch's optimizers have it: weight_decay * w is added to the gradient of all parameters, biases
    /// too, after the clipping. PyTorch: `weight_decay` of SGD, Adam, RMSprop and the others but AdamW, whose
    /// own is a setting of the optimizer here too, as Lion's.
    float weight_decay = 0;

    constexpr auto settings() const noexcept {
        using namespace value_ranges;
        return std::array{Setting("l1", l1, from_0), Setting("l2", l2, from_0),
                          Setting("clip_value", clip_value, from_0), Setting("clip_norm", clip_norm, from_0),
                          Setting("weight_decay", weight_decay, from_0)};
    }
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

/// The name of the first of its settings that makes no sense, or nullptr.
template <class S>
constexpr const char* senseless_setting_of(const S& of) noexcept {
    if constexpr (HasSettings<S>)
        for (const Setting& setting : of.settings())
            if (!setting.makes_sense) return setting.name;
    return nullptr;
}

/// Of both. A learning rate of 0 learns nothing for a while, as a loop of one's own may want.
template <class Optimizer>
constexpr const char* senseless_setting_of(const Optimizer& optimizer,
                                           const TrainerOptions& options) noexcept {
    const auto rate = static_cast<float>(optimizer.learning_rate);
    if (!value_ranges::from_0.holds(rate)) return "learning_rate";
    const char* const name = senseless_setting_of(optimizer);
    return name ? name : senseless_setting_of(options);
}

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
