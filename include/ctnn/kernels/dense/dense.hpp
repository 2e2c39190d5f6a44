#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/dense/choice.hpp>
#include <ctnn/kernels/dense/dense_few.hpp>
#include <ctnn/kernels/dense/dense_tiles.hpp>
#include <ctnn/kernels/dense/gemv_row.hpp>
#include <ctnn/kernels/dense/gemv_stream.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/reduce.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <ctnn/kernels/values/vectors.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/target.hpp>
#include <ctnn/simd/tuning.hpp>
#include <type_traits>
#include <utility>

// A dense layer: y = f(x W + b), W stored row by row, a row for each input; and its kernel for one sample
// whose weights are too many to unroll.

namespace ctnn::kernels::inline CTNN_CODE {
namespace detail {

/// Plain loops: in constant evaluation, and where there are no vectors.
template <std::size_t In, std::size_t Out, class T>
constexpr void dense_plain(const T* w, const T* b, const T* x, T* y) noexcept {
    for (std::size_t o = 0; o < Out; ++o) y[o] = b[o];
    for (std::size_t i = 0; i < In; ++i, w += Out)
        for (std::size_t o = 0; o < Out; ++o) y[o] += x[i] * w[o];
}

#ifndef CTNN_NO_SIMD
/// `Count` neighbouring vectors of outputs, from vector `First` on: every input is broadcast and multiplied
/// into as many accumulators as hide the latency.
template <std::size_t In, std::size_t Out, std::size_t First, std::size_t Count, class Act, class T>
CTNN_INLINE void dense_panel(const T* w, const T* b, const T* x, T* y) noexcept {
    using R = Row<T, Out>;
    constexpr std::size_t W = R::width, Most = reproducible || Count >= 8 ? 1 : (8 + Count - 1) / Count,
                          Rows = std::min(In, Most);
    // What a row's last vector reads beyond the row belongs to the next one: only the last row has none.
    constexpr std::size_t whole = (In - 1) / Rows * Rows;
    using V = simd::vec<T, W>;
    V sums[Rows][Count];
    const auto each = [&](auto f) CTNN_LAMBDA_INLINE {
        [&]<std::size_t... J>(std::index_sequence<J...>) CTNN_LAMBDA_INLINE {
            (f(std::integral_constant<std::size_t, J>{}), ...);
        }(std::make_index_sequence<Count>{});
    };
    each([&](auto j) CTNN_LAMBDA_INLINE { sums[0][j] = load_at<W, Out, (First + j) * W, true>(b); });
    CTNN_UNROLL_FOR (std::size_t r = 1; r < Rows; ++r)
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) sums[r][j] = V(T(0));
    CTNN_ROLL_FOR (std::size_t i = 0; i < whole; i += Rows)
        CTNN_UNROLL_FOR (std::size_t r = 0; r < Rows; ++r)
            CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
                sums[r][j] =
                    simd::fma(V(x[i + r]), simd::load<W>(w + (i + r) * Out + (First + j) * W), sums[r][j]);
    CTNN_UNROLL_FOR (std::size_t i = whole; i < In - 1; ++i)
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
            sums[i - whole][j] =
                simd::fma(V(x[i]), simd::load<W>(w + i * Out + (First + j) * W), sums[i - whole][j]);
    each([&](auto j) CTNN_LAMBDA_INLINE {
        auto& sum = sums[In - 1 - whole][j];
        sum = simd::fma(V(x[In - 1]), load_at<W, Out, (First + j) * W>(w + (In - 1) * Out), sum);
    });
    add_up<Rows>(sums);
    each([&](auto j) CTNN_LAMBDA_INLINE {
        simd::store_part<R::filled(First + j)>(y + (First + j) * W, Act::value(sums[0][j]));
    });
}

// Each out of line: layers of one shape share it, and a network of many layers stays quick to compile.

template <std::size_t In, std::size_t Out, class Act, class T>
[[gnu::noinline]] void dense_panels(const T* w, const T* b, const T* x, T* y) noexcept {
    each_panel<Row<T, Out>::count, simd::tuning.dense_panel>(
        [&]<std::size_t First, std::size_t Count>()
            CTNN_LAMBDA_INLINE { dense_panel<In, Out, First, Count, InEpilogue<Act>>(w, b, x, y); });
    if constexpr (comes_after<Act>) activate<Act, 1, Out>(static_cast<const T*>(y), y);
}

template <std::size_t In, std::size_t Out, class Act, class T>
[[gnu::noinline]] void dense_row(const T* w, const T* b, const T* x, T* y) noexcept {
    store(y, gemv_row<In, Out, Act>(w, b, InMemory<T, In>{x}));
}

template <std::size_t In, std::size_t Out, class Act, class T>
[[gnu::noinline]] void dense_stream(const T* w, const T* b, const T* x, T* y) noexcept {
    Row<T, Out> row = gemv_stream<In, Out>(w, b, x);
    activate<Act>(row);
    store(y, row);
}
#endif

}  // namespace detail

/// y = f(x W + b) for B samples of `In` values and `Out` outputs. y must not overlap x.
template <std::size_t B, std::size_t In, std::size_t Out, class Act, class T>
CTNN_INLINE constexpr void dense(const T* w, const T* b, const T* x, T* y) noexcept {
    constexpr DenseKernel kernel = dense_kernel({B, In, Out}, simd::target<T>);
#ifndef CTNN_NO_SIMD
    if constexpr (kernel == DenseKernel::tiles || kernel == DenseKernel::few)
        if (!std::is_constant_evaluated()) {
            if constexpr (kernel == DenseKernel::few)
                detail::dense_few<B, In, Out, Act>(w, b, x, y);
            else
                detail::dense_tiles<B, In, Out, detail::InEpilogue<Act>>(w, b, x, y);
            if constexpr (kernel == DenseKernel::tiles && detail::comes_after<Act>)
                activate<Act, B, Out>(static_cast<const T*>(y), y);
            return;
        }
#endif
    for (std::size_t s = 0; s < B; ++s, x += In, y += Out) {
        if constexpr (kernel == DenseKernel::dot) {
            *y = *b + dot<In>(x, w);
        } else {
#ifndef CTNN_NO_SIMD
            if (kernel != DenseKernel::plain && !std::is_constant_evaluated()) {
                if constexpr (kernel == DenseKernel::row)
                    detail::dense_row<In, Out, Act>(w, b, x, y);
                else if constexpr (kernel == DenseKernel::stream)
                    detail::dense_stream<In, Out, Act>(w, b, x, y);
                else if constexpr (kernel == DenseKernel::panels)
                    detail::dense_panels<In, Out, Act>(w, b, x, y);
                continue;
            }
#endif
            detail::dense_plain<In, Out>(w, b, x, y);
        }
        activate<Act, 1, Out>(static_cast<const T*>(y), y);
    }
}

}  // namespace ctnn::kernels::inline CTNN_CODE
