#pragma once

#include <concepts>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <ctnn/kernels/values/vectors.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/shuffle.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/tuning.hpp>

// Matrix products by register tiles: every kernel that works on a batch is this one with another epilogue.

#ifndef CTNN_NO_SIMD
namespace ctnn::kernels::inline CTNN_CODE {

/// How the matrices of C(m, n) = sum over k of A(m, k) * B(k, n) lie in memory: A(m, k) = a[m * row + k *
/// step], B(k, n) = b[k * b_step + n]. And what the caller allows: `masked`, vectors that are filled in part,
/// where there are such, and `by_pairs`, two values of A at once, because rows of A are long and step is 1.
struct Strides {
    std::size_t row, step, b_step;
    bool masked = false, by_pairs = false;
};

/// What the sums of C start from: zero, and what else there is the epilogue adds.
struct FromZero {
    CTNN_INLINE FromZero from(std::size_t /*row*/, std::size_t /*column*/) const noexcept { return {}; }
    template <class V>
    CTNN_INLINE V at(std::size_t /*row*/, std::size_t /*column*/) const noexcept {
        return V(typename V::value_type(0));
    }
};

/// Or values in memory, whose rows lie `step` apart, unless they are not there yet. Of a vector `Lanes` are
/// filled.
template <std::size_t Lanes, class T>
struct FromMemory {
    const T* values;
    std::size_t step;
    bool there = true;

    CTNN_INLINE FromMemory from(std::size_t row, std::size_t column) const noexcept {
        return {values + row * step + column, step, there};
    }
    template <class V>
    CTNN_INLINE V at(std::size_t row, std::size_t column) const noexcept {
        return there ? simd::load_part<V::size, Lanes>(values + row * step + column) : V(T(0));
    }
};

/// The one where the order of the sums is free, the other where it is fixed.
template <std::size_t Lanes, class T>
CTNN_INLINE auto start_from(const T* values, std::size_t step, bool there = true) noexcept {
    if constexpr (reproducible)
        return FromMemory<Lanes, T>{values, step, there};
    else
        return FromZero{};
}

/// Lanes of the vectors that make up a row of N values.
template <class T>
constexpr std::size_t gemm_width(std::size_t n, bool masked) noexcept {
    return masked && simd::masks ? row_width<T>(n) : simd::width<T>(n);
}

namespace detail {

/// The sums of a tile of a single vector's width, two steps of k at a time. With one vector there is a load
/// for each multiply-add, and a processor that loads no faster than it multiplies lags behind; here a pair of
/// neighbours in A meets two rows of B that were mixed by lanes, in two multiply-adds for one load.
template <std::size_t W, std::size_t Lanes, Strides S, std::size_t Rows, class V, class T>
CTNN_INLINE void sum_by_pairs(V (&sums)[Rows][1], std::size_t depth, const T* a, const T* b) noexcept {
    V low[Rows], high[Rows];
    CTNN_UNROLL_FOR (std::size_t m = 0; m < Rows; ++m) low[m] = high[m] = V(T(0));
    const auto step = [&](const V& first, const V& second, auto value) CTNN_LAMBDA_INLINE {
        const V mixed_low = simd::mix_low(first, second), mixed_high = simd::mix_high(first, second);
        CTNN_UNROLL_FOR (std::size_t m = 0; m < Rows; ++m) {
            const V pair = value(a + m * S.row);
            low[m] = simd::fma(pair, mixed_low, low[m]);
            high[m] = simd::fma(pair, mixed_high, high[m]);
        }
    };
    CTNN_ROLL_FOR (std::size_t k = 0; k + 2 <= depth; k += 2, a += 2, b += 2 * S.b_step)
        step(simd::load_part<W, Lanes>(b), simd::load_part<W, Lanes>(b + S.b_step),
             [](const T* at) CTNN_LAMBDA_INLINE { return simd::splat_pair<W>(at); });
    if (depth % 2 != 0)
        step(simd::load_part<W, Lanes>(b), V(T(0)), [](const T* at) CTNN_LAMBDA_INLINE { return V(*at); });
    CTNN_UNROLL_FOR (std::size_t m = 0; m < Rows; ++m) sums[m][0] = simd::add_mixed(low[m], high[m]);
}

/// One tile of `Rows` rows and the vectors `Along` them from (row, column) on, kept in registers over all of
/// k, then handed to the epilogue. Of each vector `Lanes` are filled.
template <std::size_t W, std::size_t Lanes, std::size_t Rows, class Along, Strides S, class T, class Start,
          class Epilogue>
CTNN_INLINE void tile(std::size_t row, std::size_t column, std::size_t depth, const T* a, const T* b,
                      const Start& start, Epilogue& epilogue) noexcept {
    using V = simd::vec<T, W>;
    V sums[Rows][Along::count];
    a += row * S.row;
    b += column;
    if constexpr (S.by_pairs && Along::count == 1) {
        sum_by_pairs<W, Lanes, S>(sums, depth, a, b);
    } else {
        const auto from = start.from(row, column);
        CTNN_UNROLL_FOR (std::size_t m = 0; m < Rows; ++m)
            CTNN_UNROLL_FOR (std::size_t j = 0; j < Along::count; ++j)
                sums[m][j] = from.template at<V>(m, Along::start(j));
        CTNN_ROLL_FOR (std::size_t k = 0; k < depth; ++k, a += S.step, b += S.b_step) {
            V values[Along::count];
            CTNN_UNROLL_FOR (std::size_t j = 0; j < Along::count; ++j)
                values[j] = simd::load_part<W, Lanes>(b + Along::start(j));
            CTNN_UNROLL_FOR (std::size_t m = 0; m < Rows; ++m) {
                const V value(a[m * S.row]);
                CTNN_UNROLL_FOR (std::size_t j = 0; j < Along::count; ++j)
                    sums[m][j] = simd::fma(value, values[j], sums[m][j]);
            }
        }
    }
    epilogue.template operator()<Rows, Along>(row, column, sums);
}

/// The tiles below each other from column on, all M rows, of `Most` rows at most.
template <std::size_t M, std::size_t Most, std::size_t W, std::size_t Lanes, class Along, Strides S, class T,
          class Start, class Epilogue>
CTNN_INLINE void panel(std::size_t column, std::size_t depth, const T* a, const T* b, const Start& start,
                       Epilogue& epilogue) noexcept {
    constexpr std::size_t Tiles = (M + Most - 1) / Most, Rows = (M + Tiles - 1) / Tiles, Rest = M % Rows;
    CTNN_ROLL_FOR (std::size_t row = 0; row < M - Rest; row += Rows)
        tile<W, Lanes, Rows, Along, S>(row, column, depth, a, b, start, epilogue);
    if constexpr (Rest > 0) tile<W, Lanes, Rest, Along, S>(M - Rest, column, depth, a, b, start, epilogue);
}

}  // namespace detail

/// All of C, M rows and N columns, N at least the narrowest register. For each tile the epilogue is called as
/// epilogue.operator()<Rows, Along>(first row, first column, sums): vector j of Along::count in a row starts
/// at the first column + Along::start(j). Overlapping vectors hold equal values in the shared lanes; an
/// epilogue that adds to memory must load all of a row before it stores any. A row that is shorter than its
/// one vector leaves the last lanes without a meaning.
template <std::size_t M, std::size_t N, Strides S, class T, class Epilogue, class Start = FromZero>
CTNN_INLINE void gemm(std::size_t depth, const T* a, const T* b, Epilogue&& epilogue,
                      Start start = {}) noexcept {
    constexpr std::size_t W = gemm_width<T>(N, S.masked), All = Vectors<N, W>::count, Lanes = N < W ? N : W;
    constexpr std::size_t MostPaired = simd::tuning.tile_rows_of_pairs;
    constexpr std::size_t Odd = All % 2, Pairs = All / 2,
                          WholePairs = N % W == 0 || Pairs == 0 ? Pairs : Pairs - 1;
    constexpr bool ByPairs =
        S.by_pairs && S.step == 1 && All == 1 && sizeof(T) == 4 && std::same_as<Start, FromZero>;
    constexpr std::size_t MostAlone = ByPairs ? MostPaired : simd::tuning.tile_rows;
    constexpr Strides Taken{S.row, S.step, S.b_step, S.masked, ByPairs};
    if constexpr (Odd)
        detail::panel<M, MostAlone, W, Lanes, Vectors<W, W>, Taken>(0, depth, a, b, start, epilogue);
    CTNN_ROLL_FOR (std::size_t p = 0; p < WholePairs; ++p)
        detail::panel<M, MostPaired, W, Lanes, Vectors<2 * W, W>, Taken>((Odd + 2 * p) * W, depth, a, b,
                                                                         start, epilogue);
    constexpr std::size_t Before = (All - 2 * (Pairs - WholePairs)) * W;
    if constexpr (WholePairs < Pairs)
        detail::panel<M, MostPaired, W, Lanes, Vectors<N - Before, W>, Taken>(Before, depth, a, b, start,
                                                                              epilogue);
}

}  // namespace ctnn::kernels::inline CTNN_CODE
#endif
