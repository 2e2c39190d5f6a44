#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/values/elementwise.hpp>

namespace ctnn::detail::inline CTNN_CODE {

/// The mean of f(y[i], target[i]). Sixteen sums side by side hide the latency of the addition, in
/// registers of any width, and give the same result in all of them. With Lanes, f also takes simd vectors:
/// where it has functions in it, which no compiler makes vectors of.
template <std::size_t N, bool Lanes = false, class T, class F>
constexpr T mean(F f, const T* y, const T* target) noexcept {
    constexpr std::size_t lanes = 16, whole = N / lanes * lanes;
    T total = 0;
    if constexpr (whole > 0) {
        std::array<T, lanes> sums{};
        T* const sum = sums.data();
        for (std::size_t i = 0; i < whole; i += lanes) {
            if constexpr (Lanes) {
                T values[lanes]{};
                kernels::transform<lanes>(f, values, y + i, target + i);
                CTNN_UNROLL_FOR (std::size_t k = 0; k < lanes; ++k) sum[k] += values[k];
            } else {
                CTNN_UNROLL_FOR (std::size_t k = 0; k < lanes; ++k) sum[k] += f(y[i + k], target[i + k]);
            }
        }
        for (std::size_t k = 0; k < lanes; ++k) total += sum[k];
    }
    for (std::size_t i = whole; i < N; ++i) total += f(y[i], target[i]);
    return total / static_cast<T>(N);
}

}  // namespace ctnn::detail::inline CTNN_CODE
