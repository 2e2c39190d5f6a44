#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/dense/choice.hpp>
#include <ctnn/kernels/dense/gemm.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/reduce.hpp>
#include <ctnn/kernels/values/transpose.hpp>
#include <ctnn/kernels/values/update.hpp>
#include <ctnn/kernels/values/vectors.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/target.hpp>
#include <type_traits>

// A dense layer backward on a batch: dx = dz W^T, and the biases' gradient; that of the weights is outer.hpp.

namespace ctnn::kernels::inline CTNN_CODE {

#ifndef CTNN_NO_SIMD
namespace detail {

/// `Inputs` columns of dx from `Outputs` columns of dz: that block of W is transposed, then multiplied.
template <std::size_t B, std::size_t In, std::size_t Out, std::size_t Inputs, std::size_t Outputs, class T>
CTNN_INLINE void data_gradient_block(const T* w, const T* dz, T* dx, T* transposed, bool first) noexcept {
    transpose<Inputs, Outputs, Out>(w, transposed);
    constexpr std::size_t W = simd::width<T>(Inputs);
    gemm<B, Inputs, Strides{.row = Out, .step = 1, .b_step = Inputs}>(
        Outputs, dz, static_cast<const T*>(transposed),
        [&]<std::size_t Rows, class Along>(std::size_t row, std::size_t column, auto& sums)
            CTNN_LAMBDA_INLINE {
                CTNN_UNROLL_FOR (std::size_t m = 0; m < Rows; ++m) {
                    T* const to = dx + (row + m) * In + column;
                    if (!reproducible && !first)
                        CTNN_UNROLL_FOR (std::size_t j = 0; j < Along::count; ++j)
                            sums[m][j] = sums[m][j] + simd::load<W>(to + Along::start(j));
                    CTNN_UNROLL_FOR (std::size_t j = 0; j < Along::count; ++j)
                        simd::store(to + Along::start(j), sums[m][j]);
                }
            },
        start_from<W>(static_cast<const T*>(dx), In, !first));
}

/// The columns of dx, `Inputs` at a time from input 0 on, or the rest of them.
template <std::size_t B, std::size_t In, std::size_t Out, std::size_t Inputs, class T>
[[gnu::noinline]] void data_gradient_panel(const T* w, const T* dz, T* dx) noexcept {
    constexpr std::size_t Most = std::min<std::size_t>(Out, 64), whole = Out / Most * Most;
    alignas(64) T transposed[Most * Inputs];
    for (std::size_t o = 0; o < whole; o += Most)
        data_gradient_block<B, In, Out, Inputs, Most>(w + o, dz + o, dx, transposed, o == 0);
    if constexpr (whole < Out)
        data_gradient_block<B, In, Out, Inputs, Out - whole>(w + whole, dz + whole, dx, transposed, false);
}

template <std::size_t B, std::size_t In, std::size_t Out, class T>
void data_gradient_tiles(const T* w, const T* dz, T* dx) noexcept {
    constexpr std::size_t Most = std::min<std::size_t>(In, 64), Rest = In % Most, whole = In - Rest;
    // A rest too narrow for a register goes with columns that are computed again, to the same values.
    constexpr std::size_t Closing = Rest == 0 ? 0 : std::max(Rest, simd::narrowest<T>);
    for (std::size_t i = 0; i < whole; i += Most)
        data_gradient_panel<B, In, Out, Most>(w + i * Out, dz, dx + i);
    if constexpr (Closing > 0)
        data_gradient_panel<B, In, Out, Closing>(w + (In - Closing) * Out, dz, dx + (In - Closing));
}

/// `Count` vectors of the sum of all rows of dz: enough sums side by side to hide the latency of the
/// addition.
template <std::size_t W, std::size_t B, std::size_t Out, std::size_t Count, class T, class Into, class Start>
CTNN_INLINE void add_rows(const T* dz, Into into, Start start) noexcept {
    constexpr std::size_t Rows = reproducible || Count >= 4 || B < 4 ? 1 : 4, whole = B / Rows * Rows;
    using V = simd::vec<T, W>;
    V sums[Rows][Count];
    const auto row = [&](std::size_t s, std::size_t j)
                         CTNN_LAMBDA_INLINE { return simd::load<W>(dz + s * Out + start(j)); };
    CTNN_UNROLL_FOR (std::size_t r = 0; r < Rows; ++r)
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
            sums[r][j] = reproducible ? V(T(0)) + row(r, j) : row(r, j);
    CTNN_ROLL_FOR (std::size_t s = Rows; s < whole; s += Rows)
        CTNN_UNROLL_FOR (std::size_t r = 0; r < Rows; ++r)
            CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) sums[r][j] = sums[r][j] + row(s + r, j);
    CTNN_UNROLL_FOR (std::size_t r = 1; r < Rows; ++r)
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) sums[0][j] = sums[0][j] + sums[r][j];
    CTNN_ROLL_FOR (std::size_t s = whole; s < B; ++s)
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) sums[0][j] = sums[0][j] + row(s, j);
    take<W>(sums[0], into, start);
}

template <std::size_t B, std::size_t Out, class T, class Into>
[[gnu::noinline]] void bias_gradient_simd(const T* dz, Into into) noexcept {
    constexpr std::size_t W = simd::width<T>(Out), all = Vectors<Out, W>::count;
    constexpr std::size_t closing = all == 1 ? 1 : 2 + (all - 2) % 4;  // with what may overlap
    constexpr std::size_t before = all - closing;
    CTNN_ROLL_FOR (std::size_t v = 0; v < before; v += 4)
        add_rows<W, B, Out, 4>(dz + v * W, into + v * W,
                               [](std::size_t j) CTNN_LAMBDA_INLINE { return j * W; });
    add_rows<W, B, Out, closing>(dz + before * W, into + before * W, [](std::size_t j) CTNN_LAMBDA_INLINE {
        return Vectors<Out - before * W, W>::start(j);
    });
}

}  // namespace detail
#endif

/// dx = dz W^T for B samples.
template <std::size_t B, std::size_t In, std::size_t Out, class T>
constexpr void data_gradient(const T* w, const T* dz, T* dx) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (data_gradient_kernel({B, In, Out}, simd::target<T>) == DataGradientKernel::tiles)
        if (!std::is_constant_evaluated()) return detail::data_gradient_tiles<B, In, Out>(w, dz, dx);
#endif
    for (std::size_t s = 0; s < B; ++s, dz += Out, dx += In)
        for (std::size_t i = 0; i < In; ++i)
            dx[i] = reproducible ? detail::dot_in_order<Out>(w + i * Out, dz) : dot<Out>(w + i * Out, dz);
}

/// Takes the sum over the samples of dz[s][o] into bias [o].
template <std::size_t B, std::size_t Out, class T, class Into>
constexpr void bias_gradient(const T* dz, Into into) noexcept {
#ifndef CTNN_NO_SIMD
    constexpr auto kernel = weight_gradient_kernel(Out, detail::takes_vectors<Into>, simd::target<T>);
    if constexpr (kernel == WeightGradientKernel::tiles)
        if (!std::is_constant_evaluated()) return detail::bias_gradient_simd<B, Out>(dz, into);
#endif
    if constexpr (std::is_pointer_v<Into> && reproducible)
        for (std::size_t o = 0; o < Out; ++o) {
            T sum = 0;
            for (std::size_t s = 0; s < B; ++s) sum += dz[s * Out + o];
            into[o] += sum;
        }
    else if constexpr (std::is_pointer_v<Into>)
        for (std::size_t s = 0; s < B; ++s) add<Out>(dz + s * Out, into);
    else
        update_after<Out>(into, [&](T* db) { bias_gradient<B, Out>(dz, db); });
}

}  // namespace ctnn::kernels::inline CTNN_CODE
