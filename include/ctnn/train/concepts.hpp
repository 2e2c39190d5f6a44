#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <class L>
concept LossOfOutputs = requires(const float* y, float* dy) {
    { L::template value<2>(y, y) } -> std::same_as<float>;
    L::template slope<2>(y, y, dy);
};

template <class L>
concept LossOfLogits = requires(const float* z, float* dz) {
    typename L::last_activation;
    { L::template value<2>(z, z) } -> std::same_as<float>;
    { L::template value_of_logits<2>(z, z) } -> std::same_as<float>;
    L::template slope_of_logits<2>(z, z, dz);
};

}  // namespace detail::inline CTNN_CODE

/// A loss of one sample: `value<N>(y, target)` and `slope<N>(y, target, dy)`, which overwrites dy with
/// the gradient; or, for a network that ends in `last_activation`, value_of_logits and slope_of_logits,
/// which work on what enters that activation, beside the value. `static constexpr ValueRange targets`, where
/// it has it, says which targets it takes, and `targets_add_up_to_1 = true` that they are distributions:
/// `fit` and `evaluate` refuse others.
template <class L>
concept ALoss = detail::LossOfOutputs<L> || detail::LossOfLogits<L>;

/// An optimizer: an aggregate of settings with a learning_rate. `moments` is the number of values it
/// keeps for each parameter, 0 at the start. `rule<T>(step, learning_rate)`, with steps counted from 1,
/// gives what is the same for all parameters; that, called as (w, g, moments), returns the new w and
/// updates the moments. `settings()`, where it has them, says which values of the others make sense, for
/// `fit` to refuse the rest (core/value_range.hpp).
template <class O>
concept AnOptimizer = requires(const O optimizer, float w, std::array<float, O::moments> m) {
    { optimizer.learning_rate } -> std::convertible_to<float>;
    { optimizer.template rule<float>(std::uint64_t{1}, w)(w, w, m) } -> std::convertible_to<float>;
};

}  // namespace ctnn
