#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <span>

namespace ctnn::detail::inline CTNN_CODE {

/// What the samples of a batch weigh in its mean: all alike.
struct Unweighted {
    template <class T>
    static constexpr T factor(std::size_t count) noexcept {
        return T(1) / static_cast<T>(std::max<std::size_t>(count, 1));
    }
    constexpr Unweighted from(std::size_t) const noexcept { return {}; }
};

/// Each place of each sample what `values` say, and the loss is divided by their sum; all alike where there
/// are none.
template <class T>
struct BatchWeights {
    const T* values = nullptr;
    T inverse = 0;  // 1 / the weights' sum over the samples, each the mean of its places

    template <class>
    constexpr T factor(std::size_t count) const noexcept {
        return values ? inverse : Unweighted::factor<T>(count);
    }
    /// Those from place `first` on.
    constexpr BatchWeights from(std::size_t first) const noexcept {
        return {values ? values + first : nullptr, inverse};
    }
};

/// The weights of a batch of samples of `Places`. Where they are all 0, there is no loss, and no gradient.
template <std::size_t Places, class T>
constexpr BatchWeights<T> batch_weights(std::span<const T> values) noexcept {
    T sum = 0;
    for (const T value : values) sum += value;
    return {values.data(), sum > 0 ? static_cast<T>(Places) / sum : T(0)};
}

}  // namespace ctnn::detail::inline CTNN_CODE
