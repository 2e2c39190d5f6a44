#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/dense/choice.hpp>
#include <ctnn/kernels/dense/gemm.hpp>
#include <ctnn/kernels/dense/gemv_row.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <ctnn/kernels/values/vectors.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/target.hpp>
#include <ctnn/simd/tuning.hpp>
#include <type_traits>
#include <utility>

// Sums that go on: y = start + x W, where `start` may be a bias, or what an earlier product has come to. W is
// stored row by row, a row for each input. Unlike the kernels of dense layers these add in one order,
// whatever the number of rows: input by input, to the start. So what was computed for many steps of a
// sequence at once has the bits of what is computed step by step.

namespace ctnn::kernels::inline CTNN_CODE {

/// Plain loops for `rows` rows: those of start lie `start_step` apart, those of x `x_step`. y may be start.
template <std::size_t In, std::size_t Out, class T>
constexpr void accumulate_plain(const T* w, const T* start, std::size_t start_step, const T* x,
                                std::size_t x_step, T* y, std::size_t rows) noexcept {
    for (std::size_t m = 0; m < rows; ++m, start += start_step, x += x_step, y += Out) {
        for (std::size_t o = 0; o < Out; ++o) y[o] = start[o];
        const T* row = w;
        for (std::size_t i = 0; i < In; ++i, row += Out)
            for (std::size_t o = 0; o < Out; ++o) y[o] += x[i] * row[o];
    }
}

#ifndef CTNN_NO_SIMD
namespace detail {

/// W weights of a row. What a row lacks to a whole register is read from the next one: behind it there must
/// be one more, as a bias is.
template <std::size_t W, std::size_t Out, class T>
CTNN_INLINE simd::vec<T, W> weights_of(const T* row) noexcept {
    constexpr std::size_t there = Out < simd::narrowest<T> ? Out : W;
    return simd::load_part<W, there>(row);
}

/// The share of the last input, whose row of W has nothing behind it.
template <std::size_t In, std::size_t Out, std::size_t First = 0, class V, std::size_t C, class T>
CTNN_INLINE void add_last_row(const T* w, const T* x, V (&sums)[C]) noexcept {
    const V value(x[In - 1]);
    [&]<std::size_t... J>(std::index_sequence<J...>) CTNN_LAMBDA_INLINE {
        ((sums[J] =
              simd::fma(value, load_at<V::size, Out, (First + J) * V::size>(w + (In - 1) * Out), sums[J])),
         ...);
    }(std::make_index_sequence<C>{});
}

}  // namespace detail

/// One row, in registers: start + x W. The sums are split over chains, as many as hide the latency of the
/// additions, the first of which goes on from the start. For the last half of the inputs the registers come
/// in `Groups`, every `Groups`th one in the first: those are done first, and what follows from them can
/// begin. Behind W there must be Out more values, unless it is `Alone`.
template <std::size_t In, std::size_t Groups = 1, bool Alone = false, class T, std::size_t Out>
CTNN_INLINE Row<T, Out> accumulate_row(const T* w, const Row<T, Out>& start, const T* x) noexcept {
    constexpr std::size_t W = Row<T, Out>::width, C = Row<T, Out>::count,
                          Most = reproducible ? 1
                                 : C >= 3     ? 2
                                              : 4,
                          Chains = std::min(In, Most), full = Alone ? In - 1 : In, turns = full / Chains;
    simd::vec<T, W> sums[Chains][C];
    CTNN_UNROLL_FOR (std::size_t j = 0; j < C; ++j) sums[0][j] = start.vectors[j];
    CTNN_UNROLL_FOR (std::size_t r = 1; r < Chains; ++r)
        CTNN_UNROLL_FOR (std::size_t j = 0; j < C; ++j) sums[r][j] = simd::vec<T, W>(T(0));
    const auto add = [&](std::size_t i, std::size_t chain, std::size_t first,
                         std::size_t step) CTNN_LAMBDA_INLINE {
        const simd::vec<T, W> value(x[i]);
        CTNN_UNROLL_FOR (std::size_t j = first; j < C; j += step)
            sums[chain][j] =
                simd::fma(value, detail::weights_of<W, Out>(w + i * Out + j * W), sums[chain][j]);
    };
    const auto take_turns = [&]<std::size_t From, std::size_t To>(std::size_t first, std::size_t step)
                                CTNN_LAMBDA_INLINE {
                                    const auto turn = [&](std::size_t t) CTNN_LAMBDA_INLINE {
                                        CTNN_UNROLL_FOR (std::size_t r = 0; r < Chains; ++r)
                                            add(t * Chains + r, r, first, step);
                                    };
                                    if constexpr ((To - From) * Chains * C <= 64)
                                        CTNN_UNROLL_FOR (std::size_t t = From; t < To; ++t) turn(t);
                                    else
                                        CTNN_ROLL_FOR (std::size_t t = From; t < To; ++t) turn(t);
                                };
    constexpr std::size_t together = Groups > 1 ? turns / 2 : turns;
    take_turns.template operator()<0, together>(0, 1);
    if constexpr (together < turns)
        CTNN_UNROLL_FOR (std::size_t g = 0; g < Groups; ++g)
            take_turns.template operator()<together, turns>(g, Groups);
    CTNN_UNROLL_FOR (std::size_t i = turns * Chains; i < full; ++i) add(i, i - turns * Chains, 0, 1);
    if constexpr (Alone) detail::add_last_row<In, Out>(w, x, sums[full - turns * Chains]);
    detail::add_up<Chains>(sums);
    Row<T, Out> y;
    CTNN_UNROLL_FOR (std::size_t j = 0; j < C; ++j) y.vectors[j] = sums[0][j];
    return y;
}

namespace detail {

/// One row by way of memory, `Count` registers of it from number `First` on.
template <std::size_t In, std::size_t Out, bool Alone, std::size_t First, std::size_t Count, class T>
CTNN_INLINE void accumulate_panel(const T* w, const T* start, const T* x, T* y) noexcept {
    using R = Row<T, Out>;
    constexpr std::size_t W = R::width, at = First * W;
    using V = simd::vec<T, W>;
    V sums[Count];
    const auto each = [&](auto f) CTNN_LAMBDA_INLINE {
        [&]<std::size_t... J>(std::index_sequence<J...>) CTNN_LAMBDA_INLINE {
            (f(std::integral_constant<std::size_t, J>{}), ...);
        }(std::make_index_sequence<Count>{});
    };
    each([&](auto j) CTNN_LAMBDA_INLINE { sums[j] = load_at<W, Out, at + j * W>(start); });
    const T* row = w;
    CTNN_ROLL_FOR (std::size_t i = 0; i < (Alone ? In - 1 : In); ++i, row += Out) {
        const V value(x[i]);
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
            sums[j] = simd::fma(value, weights_of<W, Out>(row + at + j * W), sums[j]);
    }
    if constexpr (Alone) add_last_row<In, Out, First>(w, x, sums);
    each([&](auto j) CTNN_LAMBDA_INLINE { simd::store_part<R::filled(First + j)>(y + at + j * W, sums[j]); });
}

}  // namespace detail

/// One row: y = start + x W; y may be start. Behind W there must be Out more values, unless it is `Alone`.
template <std::size_t In, std::size_t Out, bool Alone = false, class T>
[[gnu::noinline]] void accumulate_one(const T* w, const T* start, const T* x, T* y) noexcept {
    each_panel<Row<T, Out>::count, simd::tuning.accumulate_panel>(
        [&]<std::size_t First, std::size_t Count>()
            CTNN_LAMBDA_INLINE { detail::accumulate_panel<In, Out, Alone, First, Count>(w, start, x, y); });
}

namespace detail {

template <std::size_t M, std::size_t In, std::size_t Out, std::size_t XStep, class T>
[[gnu::noinline]] void accumulate_tiles(const T* w, const T* start, std::size_t start_step, const T* x,
                                        T* y) noexcept {
    constexpr std::size_t W = gemm_width<T>(Out, true), Lanes = std::min(W, Out);
    gemm<M, Out, Strides{.row = XStep, .step = 1, .b_step = Out, .masked = true}>(
        In, x, w,
        [&]<std::size_t Rows, class Along>(std::size_t row, std::size_t column, auto& sums)
            CTNN_LAMBDA_INLINE {
                CTNN_UNROLL_FOR (std::size_t m = 0; m < Rows; ++m)
                    CTNN_UNROLL_FOR (std::size_t j = 0; j < Along::count; ++j)
                        simd::store_first<Lanes>(y + (row + m) * Out + column + Along::start(j), sums[m][j]);
            },
        FromMemory<Lanes, T>{start, start_step});
}

}  // namespace detail
#endif

/// M rows: y[m] = start[m] + x[m] W. Those of x lie `XStep` values apart, those of start `start_step`: 0 for
/// one bias for all. y may be start, if that has a row for each. Behind W there must be Out more values,
/// unless it is `Alone`.
template <std::size_t M, std::size_t In, std::size_t Out, std::size_t XStep = In, bool Alone = false, class T>
constexpr void accumulate(const T* w, const T* start, std::size_t start_step, const T* x, T* y) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (simd::has_vectors<T>)
        if (!std::is_constant_evaluated()) {
            if constexpr (accumulate_kernel(M, Out, simd::target<T>) == AccumulateKernel::tiles)
                return detail::accumulate_tiles<M, In, Out, XStep>(w, start, start_step, x, y);
            for (std::size_t m = 0; m < M; ++m)
                accumulate_one<In, Out, Alone>(w, start + m * start_step, x + m * XStep, y + m * Out);
            return;
        }
#endif
    accumulate_plain<In, Out>(w, start, start_step, x, XStep, y, M);
}

}  // namespace ctnn::kernels::inline CTNN_CODE
