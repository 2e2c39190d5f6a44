#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/dense/choice.hpp>
#include <ctnn/kernels/dense/gemm.hpp>
#include <ctnn/kernels/dense/gradient_tile.hpp>
#include <ctnn/kernels/dense/outer_shared.hpp>
#include <ctnn/kernels/values/update.hpp>
#include <ctnn/simd/target.hpp>
#include <ctnn/simd/tuning.hpp>
#include <type_traits>

// The gradient of a dense layer's weights: the sum over the batch of the outer products x dz.

namespace ctnn::kernels::inline CTNN_CODE {

/// dw[i][o] += sum over the samples of x[s][i] * dz[s][o], by plain loops.
template <std::size_t B, std::size_t In, std::size_t Out, class T>
constexpr void outer_plain(const T* x, const T* dz, T* dw) noexcept {
    if constexpr (reproducible) {  // as the tiles: summed up first
        for (std::size_t i = 0; i < In; ++i)
            for (std::size_t o = 0; o < Out; ++o) {
                T sum = 0;
                for (std::size_t s = 0; s < B; ++s) sum += x[s * In + i] * dz[s * Out + o];
                dw[i * Out + o] += sum;
            }
        return;
    }
    for (std::size_t s = 0; s < B; ++s, x += In, dz += Out) {
        T* row = dw;
        for (std::size_t i = 0; i < In; ++i, row += Out)
            for (std::size_t o = 0; o < Out; ++o) row[o] += x[i] * dz[o];
    }
}

#ifndef CTNN_NO_SIMD
namespace detail {

/// How many inputs' rows go through one product. An optimizer with moments takes square roots and divides:
/// after a tile of few rows a processor does so beside the next tile's multiply-adds, after the tallest it
/// waits.
template <std::size_t In, class Into>
inline constexpr std::size_t rows_at_once = In;
template <std::size_t In, class Rule, class T, std::size_t Moments>
inline constexpr std::size_t rows_at_once<In, Update<Rule, T, Moments>> =
    Moments > 0 ? std::min(In, simd::tuning.rows_before_moments) : In;

/// Whether a layer takes the tiles that others take too: panel by panel, for all inputs. It may be one of
/// many where it is small; of a large one, sizes that the compiler knows spare a hundredth of the time.
template <std::size_t In, std::size_t Out, class T, class Into>
inline constexpr bool shares_tiles =
    In * Out <= 8192 && Out > gemm_width<T>(Out, true) && rows_at_once<In, Into> == In;

/// C = x^T dz: the rows of C are the inputs, the depth is the batch.
template <std::size_t B, std::size_t In, std::size_t Out, std::size_t W, class T, class Into>
CTNN_INLINE void outer_by_gemm(const T* x, const T* dz, Into into) noexcept {
    constexpr std::size_t Most = rows_at_once<In, Into>, whole = In / Most * Most;
    constexpr Strides S{.row = 1, .step = In, .b_step = Out, .masked = true};
    const auto take_from_input = [into](std::size_t first) CTNN_LAMBDA_INLINE {
        return [=]<std::size_t Rows, class Along>(std::size_t row, std::size_t column, auto& sums)
                   CTNN_LAMBDA_INLINE {
                       CTNN_UNROLL_FOR (std::size_t m = 0; m < Rows; ++m)
                           take<W>(sums[m], into + ((first + row + m) * Out + column),
                                   [](std::size_t j) CTNN_LAMBDA_INLINE { return Along::start(j); });
                   };
    };
    CTNN_ROLL_FOR (std::size_t i = 0; i < whole; i += Most)
        gemm<Most, Out, S>(B, x + i, dz, take_from_input(i));
    if constexpr (whole < In) gemm<In - whole, Out, S>(B, x + whole, dz, take_from_input(whole));
}

template <std::size_t B, std::size_t In, std::size_t Out, class T, class Into>
[[gnu::noinline]] void outer_simd(const T* x, const T* dz, Into into) noexcept {
    constexpr std::size_t W = gemm_width<T>(Out, true);
    if constexpr (Out <= W)
        outer_one_vector<B, In, Out, W>(x, dz, into);
    else
        outer_by_gemm<B, In, Out, W>(x, dz, into);
}

}  // namespace detail
#endif

/// Takes the sum over the samples of x[s][i] * dz[s][o] into weight [i][o].
template <std::size_t B, std::size_t In, std::size_t Out, class T, class Into>
constexpr void outer(const T* x, const T* dz, Into into) noexcept {
#ifndef CTNN_NO_SIMD
    constexpr auto kernel = weight_gradient_kernel(Out, detail::takes_vectors<Into>, simd::target<T>);
    if constexpr (kernel == WeightGradientKernel::tiles)
        if (!std::is_constant_evaluated()) {
            if constexpr (detail::shares_tiles<In, Out, T, Into>)
                return detail::outer_shared<B, In, Out>(x, dz, into);
            else
                return detail::outer_simd<B, In, Out>(x, dz, into);
        }
#endif
    if constexpr (std::is_pointer_v<Into>)
        outer_plain<B, In, Out>(x, dz, into);
    else
        update_after<In * Out>(into, [&](T* dw) { outer<B, In, Out>(x, dz, dw); });
}

}  // namespace ctnn::kernels::inline CTNN_CODE
