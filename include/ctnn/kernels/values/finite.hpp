#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/simd/across_lanes.hpp>
#include <ctnn/simd/simd.hpp>
#include <type_traits>

namespace ctnn::kernels::inline CTNN_CODE {

/// Whether none of N values is infinite or NaN. Under -ffast-math, which has neither, true.
template <std::size_t N, class T>
constexpr bool all_finite(const T* x) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (N >= simd::narrowest<T>)
        if (!std::is_constant_evaluated()) {
            constexpr std::size_t W = simd::width<T>(N);
            const simd::vec<T, W> zero(T(0));
            auto zeros = simd::load<W>(x + N - W) * zero;  // NaN, if any is
            CTNN_ROLL_FOR (std::size_t i = 0; i + W < N; i += W)
                zeros = simd::fma(simd::load<W>(x + i), zero, zeros);
            return ctnn::detail::is_finite(simd::sum(zeros));
        }
#endif
    for (std::size_t i = 0; i < N; ++i)
        if (!ctnn::detail::is_finite(x[i])) return false;
    return true;
}

}  // namespace ctnn::kernels::inline CTNN_CODE
