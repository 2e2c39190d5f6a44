#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>

namespace ctnn::kernels::inline CTNN_CODE {
namespace detail {

template <class T, std::size_t N>
alignas(64) inline constexpr T zeros[N]{};

}  // namespace detail

/// The N biases that lie behind a layer's weights, or zeros where it has none: every kernel begins with
/// biases, and those of one size and type are one row of zeros in the whole program.
template <bool There, std::size_t N, class T>
CTNN_INLINE constexpr const T* biases(const T* behind) noexcept {
    if constexpr (There)
        return behind;
    else
        return detail::zeros<T, N>;
}

}  // namespace ctnn::kernels::inline CTNN_CODE
