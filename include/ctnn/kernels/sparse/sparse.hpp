#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/sparse/choice.hpp>
#include <ctnn/kernels/sparse/marks.hpp>
#include <ctnn/kernels/sparse/nonzeros.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/vectors.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/target.hpp>
#include <ctnn/simd/tuning.hpp>
#include <type_traits>

// A dense layer on inputs of which many are zero, as an image's background is: rows of W that meet only zeros
// are not read. The results are those of the dense kernels but for the order of the sums; the time depends on
// the data.

namespace ctnn::kernels::inline CTNN_CODE {

/// y = f(x W + b) for one sample, by plain loops.
template <std::size_t In, std::size_t Out, class T>
constexpr void sparse_gemv_plain(const T* w, const T* b, const T* x, T* y) noexcept {
    for (std::size_t o = 0; o < Out; ++o) y[o] = b[o];
    for (std::size_t i = 0; i < In; ++i)
        if (x[i] != 0)
            for (std::size_t o = 0; o < Out; ++o) y[o] += x[i] * w[i * Out + o];
}

#ifndef CTNN_NO_SIMD
namespace detail {

/// A row of `Out` values, in panels of vectors that stay in registers: what adds to memory loads a whole
/// panel before it stores any of it, because the last vector may overlap the one before it, which is in the
/// same panel.
template <std::size_t Out, class T>
struct RowInPanels : Vectors<Out, simd::width<T>(Out)> {
    static constexpr std::size_t W = simd::width<T>(Out);
    using V = simd::vec<T, W>;

    template <class F>
    CTNN_INLINE static void each(F f) noexcept {
        each_panel<RowInPanels::count, simd::tuning.sparse_panel>(f);
    }
};

/// Adds the rows of W that the listed inputs meet to `Count` vectors of y. As many rows at a time as hide the
/// latency.
template <std::size_t Out, std::size_t First, std::size_t Count, class T>
CTNN_INLINE void add_listed_rows(const T* w, const T* x, const std::uint16_t* list, std::size_t length,
                                 T* y) noexcept {
    using Row = RowInPanels<Out, T>;
    using V = typename Row::V;
    constexpr std::size_t Rows = reproducible || Count >= 8 ? 1 : (8 + Count - 1) / Count;
    V sums[Rows][Count];
    CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
        sums[0][j] = simd::load<Row::W>(y + Row::start(First + j));
    CTNN_UNROLL_FOR (std::size_t r = 1; r < Rows; ++r)
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) sums[r][j] = V(T(0));
    const auto add = [&](std::size_t k, V(&to)[Count]) CTNN_LAMBDA_INLINE {
        const V value(x[list[k]]);
        const T* const row = w + list[k] * Out;
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
            to[j] = simd::fma(value, simd::load<Row::W>(row + Row::start(First + j)), to[j]);
    };
    std::size_t k = 0;
    CTNN_ROLL_FOR (; k + Rows <= length; k += Rows)
        CTNN_UNROLL_FOR (std::size_t r = 0; r < Rows; ++r) add(k + r, sums[r]);
    CTNN_ROLL_FOR (; k < length; ++k) add(k, sums[0]);
    CTNN_UNROLL_FOR (std::size_t r = 1; r < Rows; ++r)
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) sums[0][j] = sums[0][j] + sums[r][j];
    CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) simd::store(y + Row::start(First + j), sums[0][j]);
}

/// The inputs go by blocks whose lists stay in the cache.
template <std::size_t In, std::size_t Out, class T>
[[gnu::noinline]] void sparse_gemv_simd(const T* w, const T* b, const T* x, T* y) noexcept {
    constexpr std::size_t block = std::min<std::size_t>(In, 1024);
    std::array<std::uint16_t, block + 8> list;
    copy<Out>(b, y);
    for (std::size_t first = 0; first < In; first += block) {
        const std::size_t length = list_nonzeros(x + first, std::min(block, In - first), list.data());
        RowInPanels<Out, T>::each([&]<std::size_t First, std::size_t Count> {
            add_listed_rows<Out, First, Count>(w + first * Out, x + first, list.data(), length, y);
        });
    }
}

/// Two inputs' rows of W are read once, and added to the outputs of the samples in which one of the inputs is
/// not zero: beside each other they often both are, and the outputs go through memory once. But one by one if
/// a zero's row must not be multiplied, which may change a sum after all: infinite weights, a zero's sign.
template <std::size_t B, std::size_t In, std::size_t Out, class T>
[[gnu::noinline]] void sparse_dense_simd(const T* w, const T* b, const T* x, T* y) noexcept {
    using Row = RowInPanels<Out, T>;
    using V = typename Row::V;
    for (std::size_t s = 0; s < B; ++s) copy<Out>(b, y + s * Out);
    const auto add = [&]<std::size_t Size>(std::size_t i, const Marks<B>& marks) CTNN_LAMBDA_INLINE {
        if (!marks.any()) return;
        Row::each([&]<std::size_t First, std::size_t Count>() CTNN_LAMBDA_INLINE {
            V rows[Size][Count];
            CTNN_UNROLL_FOR (std::size_t k = 0; k < Size; ++k)
                CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
                    rows[k][j] = simd::load<Row::W>(w + (i + k) * Out + Row::start(First + j));
            marks.each([&](std::size_t s) CTNN_LAMBDA_INLINE {
                T* const to = y + s * Out;
                V sums[Count];
                CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
                    sums[j] = simd::load<Row::W>(to + Row::start(First + j));
                CTNN_UNROLL_FOR (std::size_t k = 0; k < Size; ++k) {
                    const V value(x[s * In + i + k]);
                    CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
                        sums[j] = simd::fma(value, rows[k][j], sums[j]);
                }
                CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
                    simd::store(to + Row::start(First + j), sums[j]);
            });
        });
    };
    each_marked<B, In, reproducible ? 1 : 2>(x, add);
}

}  // namespace detail
#endif

/// y = f(x W + b) for B samples, skipping zeros of x. y must not overlap x. Where the table says "dense" the
/// dense kernel is quicker, which is for the caller to take.
template <std::size_t B, std::size_t In, std::size_t Out, class Act, class T>
constexpr void sparse_dense(const T* w, const T* b, const T* x, T* y) noexcept {
    const auto plain = [&] {
        for (std::size_t s = 0; s < B; ++s) sparse_gemv_plain<In, Out>(w, b, x + s * In, y + s * Out);
    };
#ifndef CTNN_NO_SIMD
    constexpr SparseKernel kernel = sparse_kernel(B, Out, simd::target<T>);
    if constexpr (kernel != SparseKernel::plain) {
        if (std::is_constant_evaluated())
            plain();
        else if constexpr (kernel != SparseKernel::listed_rows)
            detail::sparse_dense_simd<B, In, Out>(w, b, x, y);
        else
            for (std::size_t s = 0; s < B; ++s)
                detail::sparse_gemv_simd<In, Out>(w, b, x + s * In, y + s * Out);
    } else {
        plain();
    }
#else
    plain();
#endif
    activate<Act, B, Out>(static_cast<const T*>(y), y);
}

}  // namespace ctnn::kernels::inline CTNN_CODE
