#pragma once

#include <cstddef>
#include <cstdint>
#include <ctnn/core/config.hpp>
#include <type_traits>

// Whether two ranges of values share memory.

namespace ctnn::kernels::inline CTNN_CODE {

/// How n values at `x` and m at `y` lie to each other: whether they have one in common, and then how many
/// values y begins after x.
struct Overlap {
    bool exists = false;
    std::ptrdiff_t apart = 0;
};

namespace detail {

/// Of values that do not belong together, constant evaluation can only be asked whether they are the same.
template <class T>
CTNN_COLD constexpr Overlap searched_overlap(const T* x, std::size_t n, const T* y, std::size_t m) noexcept {
    for (std::size_t i = 0; i < n && m > 0; ++i)
        if (x + i == y) return {true, static_cast<std::ptrdiff_t>(i)};
    for (std::size_t i = 1; i < m && n > 0; ++i)
        if (y + i == x) return {true, -static_cast<std::ptrdiff_t>(i)};
    return {};
}

}  // namespace detail

template <class T>
CTNN_INLINE constexpr Overlap overlap(const T* x, std::size_t n, const T* y, std::size_t m) noexcept {
    if (std::is_constant_evaluated()) return detail::searched_overlap(x, n, y, m);
    const auto of = [](const T* values)
                        CTNN_LAMBDA_INLINE { return reinterpret_cast<std::uintptr_t>(values); };
    if (n == 0 || m == 0 || !(of(x) < of(y + m) && of(y) < of(x + n))) return {};
    return {true, static_cast<std::ptrdiff_t>(of(y) - of(x)) / static_cast<std::ptrdiff_t>(sizeof(T))};
}

}  // namespace ctnn::kernels::inline CTNN_CODE
