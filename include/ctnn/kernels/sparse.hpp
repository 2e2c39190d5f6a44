#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/elementwise.hpp>
#include <ctnn/kernels/nonzeros.hpp>
#include <ctnn/kernels/simd.hpp>
#include <type_traits>
#include <utility>

// A dense layer on inputs of which many are zero, as an image's background is: rows of W that meet a zero are
// not read. The results are those of the dense kernels but for the order of the sums; the time depends on the
// data.

namespace ctnn::kernels {

/// y = f(x W + b) for one sample, by plain loops.
template <std::size_t In, std::size_t Out, class T>
constexpr void sparse_gemv_plain(const T* w, const T* b, const T* x, T* y) {
    for (std::size_t o = 0; o < Out; ++o) y[o] = b[o];
    for (std::size_t i = 0; i < In; ++i)
        if (x[i] != 0)
            for (std::size_t o = 0; o < Out; ++o) y[o] += x[i] * w[i * Out + o];
}

/// dw[i][o] += sum over the samples of x[s][i] * dz[s][o], by plain loops.
template <std::size_t B, std::size_t In, std::size_t Out, class T>
constexpr void sparse_outer_plain(const T* x, const T* dz, T* dw) {
    for (std::size_t s = 0; s < B; ++s)
        for (std::size_t i = 0; i < In; ++i)
            if (const T value = x[s * In + i]; value != 0)
                for (std::size_t o = 0; o < Out; ++o) dw[i * Out + o] += value * dz[s * Out + o];
}

#ifndef CTNN_NO_SIMD
namespace detail {

/// A row of `Out` values as vectors, in panels of at most 16 or 8 that stay in registers. The last vector may
/// overlap the one before it, which is in the same panel: what adds to memory loads a whole panel before it
/// stores any of it.
template <std::size_t Out, class T>
struct RowOfVectors {
    static constexpr std::size_t W = simd::width<T>(Out), vectors = (Out + W - 1) / W;
    static constexpr std::size_t most = simd::registers == 32 ? 16 : 8, panels = (vectors + most - 1) / most;
    using V = simd::vec<T, W>;

    static constexpr std::size_t first(std::size_t panel) { return panel * vectors / panels; }
    static constexpr std::size_t start(std::size_t vector) {
        return vector + 1 == vectors ? Out - W : vector * W;
    }

    /// Calls f.operator()<First, Count>() for each panel.
    template <class F>
    CTNN_INLINE static void each_panel(F f) {
        [&]<std::size_t... P>(std::index_sequence<P...>) CTNN_LAMBDA_INLINE {
            (f.template operator()<first(P), first(P + 1) - first(P)>(), ...);
        }(std::make_index_sequence<panels>{});
    }
};

/// Adds the rows of W that the listed inputs meet to `Count` vectors of y. As many rows at a time as hide the
/// latency.
template <std::size_t Out, std::size_t First, std::size_t Count, class T>
CTNN_INLINE void add_listed_rows(const T* w, const T* x, const std::uint16_t* list, std::size_t length,
                                 T* y) {
    using Row = RowOfVectors<Out, T>;
    using V = typename Row::V;
    constexpr std::size_t Rows = Count >= 8 ? 1 : (8 + Count - 1) / Count;
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
[[gnu::noinline]] void sparse_gemv_simd(const T* w, const T* b, const T* x, T* y) {
    constexpr std::size_t block = std::min<std::size_t>(In, 1024);
    std::array<std::uint16_t, block + 8> list;
    copy<Out>(b, y);
    for (std::size_t first = 0; first < In; first += block) {
        const std::size_t length = list_nonzeros(x + first, std::min(block, In - first), list.data());
        RowOfVectors<Out, T>::each_panel([&]<std::size_t First, std::size_t Count> {
            add_listed_rows<Out, First, Count>(w + first * Out, x + first, list.data(), length, y);
        });
    }
}

/// Of up to 32 samples, for each of `Count` inputs, a bit for each sample in which it is not zero.
template <std::size_t In, std::size_t Count, class T>
CTNN_INLINE void mark_nonzeros(const T* x, std::size_t samples, std::uint32_t* marks) {
    std::uint32_t found[Count]{};
    for (std::size_t s = 0; s < samples; ++s)
        for (std::size_t i = 0; i < Count; ++i)
            found[i] |= x[s * In + i] != 0 ? std::uint32_t{1} << s : std::uint32_t{0};
    for (std::size_t i = 0; i < Count; ++i) marks[i] = found[i];
}

/// Calls visit(input, first sample, marks) for each input and each group of 32 samples in which it is not
/// always zero.
template <std::size_t B, std::size_t In, class T, class Visit>
CTNN_INLINE void each_marked_input(const T* x, Visit visit) {
    constexpr std::size_t Count = 16, whole = In / Count * Count;
    for (std::size_t s = 0; s < B; s += 32) {
        const std::size_t samples = std::min<std::size_t>(32, B - s);
        std::uint32_t marks[Count];
        for (std::size_t i = 0; i < whole; i += Count) {
            mark_nonzeros<In, Count>(x + s * In + i, samples, marks);
            for (std::size_t k = 0; k < Count; ++k)
                if (marks[k] != 0) visit(i + k, s, marks[k]);
        }
        if constexpr (whole < In) {
            mark_nonzeros<In, In - whole>(x + s * In + whole, samples, marks);
            for (std::size_t k = 0; k < In - whole; ++k)
                if (marks[k] != 0) visit(whole + k, s, marks[k]);
        }
    }
}

/// Calls visit(sample) for each bit.
template <class Visit>
CTNN_INLINE void each_sample(std::size_t first, std::uint32_t marks, Visit visit) {
    CTNN_ROLL_FOR (; marks != 0; marks &= marks - 1)
        visit(first + static_cast<std::size_t>(std::countr_zero(marks)));
}

/// An input's row of W is read once, and added to the outputs of the samples in which the input is not zero.
template <std::size_t B, std::size_t In, std::size_t Out, class T>
[[gnu::noinline]] void sparse_dense_simd(const T* w, const T* b, const T* x, T* y) {
    using Row = RowOfVectors<Out, T>;
    using V = typename Row::V;
    for (std::size_t s = 0; s < B; ++s) copy<Out>(b, y + s * Out);
    each_marked_input<B, In>(
        x, [&](std::size_t i, std::size_t first, std::uint32_t marks) CTNN_LAMBDA_INLINE {
            Row::each_panel([&]<std::size_t First, std::size_t Count>() CTNN_LAMBDA_INLINE {
                V row[Count];
                CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
                    row[j] = simd::load<Row::W>(w + i * Out + Row::start(First + j));
                each_sample(first, marks, [&](std::size_t s) CTNN_LAMBDA_INLINE {
                    const V value(x[s * In + i]);
                    T* const to = y + s * Out;
                    V sums[Count];
                    CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
                        sums[j] = simd::fma(value, row[j], simd::load<Row::W>(to + Row::start(First + j)));
                    CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
                        simd::store(to + Row::start(First + j), sums[j]);
                });
            });
        });
}

template <std::size_t B, std::size_t In, std::size_t Out, class T>
[[gnu::noinline]] void sparse_outer_simd(const T* x, const T* dz, T* dw) {
    using Row = RowOfVectors<Out, T>;
    using V = typename Row::V;
    each_marked_input<B, In>(
        x, [&](std::size_t i, std::size_t first, std::uint32_t marks) CTNN_LAMBDA_INLINE {
            Row::each_panel([&]<std::size_t First, std::size_t Count>() CTNN_LAMBDA_INLINE {
                T* const to = dw + i * Out;
                V sums[Count];
                CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
                    sums[j] = simd::load<Row::W>(to + Row::start(First + j));
                each_sample(first, marks, [&](std::size_t s) CTNN_LAMBDA_INLINE {
                    const V value(x[s * In + i]);
                    CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
                        sums[j] = simd::fma(value, simd::load<Row::W>(dz + s * Out + Row::start(First + j)),
                                            sums[j]);
                });
                CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
                    simd::store(to + Row::start(First + j), sums[j]);
            });
        });
}

}  // namespace detail
#endif

/// y = f(x W + b) for B samples, skipping zeros of x. y must not overlap x.
template <std::size_t B, std::size_t In, std::size_t Out, class Act, class T>
constexpr void sparse_dense(const T* w, const T* b, const T* x, T* y) {
    const auto plain = [&] {
        for (std::size_t s = 0; s < B; ++s) sparse_gemv_plain<In, Out>(w, b, x + s * In, y + s * Out);
    };
#ifndef CTNN_NO_SIMD
    if constexpr (Out >= simd::narrowest<T>) {
        if (std::is_constant_evaluated())
            plain();
        else if constexpr (B >= 8)
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

/// dw[i][o] += sum over the samples of x[s][i] * dz[s][o], skipping zeros of x.
template <std::size_t B, std::size_t In, std::size_t Out, class T>
constexpr void sparse_outer(const T* x, const T* dz, T* dw) {
#ifndef CTNN_NO_SIMD
    if constexpr (Out >= simd::narrowest<T>)
        if (!std::is_constant_evaluated()) return detail::sparse_outer_simd<B, In, Out>(x, dz, dw);
#endif
    sparse_outer_plain<B, In, Out>(x, dz, dw);
}

}  // namespace ctnn::kernels
