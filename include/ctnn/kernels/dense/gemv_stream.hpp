#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/dense/choice.hpp>
#include <ctnn/kernels/dense/gemv_row.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/target.hpp>
#include <utility>

// One sample through a dense layer whose rows do not fill registers: the weights are read as one stream,
// every lane of which is used. Its lanes repeat after a few vectors: there constant shuffles bring the inputs
// to them.

#ifndef CTNN_NO_SIMD
namespace ctnn::kernels::inline CTNN_CODE::detail {

/// As many periods at once as hide the latency of the multiply-adds, if registers hold them.
constexpr std::size_t periods_at_once(const WeightStream& stream) noexcept {
    std::size_t periods = stream.vectors >= 8 ? 1 : stream.vectors >= 4 ? 2 : 4;
    while (periods > 1 && periods * stream.vectors + stream.tables + 2 > simd::registers) periods /= 2;
    return periods;
}

template <std::size_t In, std::size_t Out, class T>
CTNN_INLINE Row<T, Out> gemv_stream(const T* w, const T* b, const T* x) noexcept {
    constexpr WeightStream S = weight_stream(Out, simd::target<T>);
    constexpr std::size_t W = simd::target<T>.widest_for(Out), R = S.rows, L = S.vectors, Whole = In / R,
                          Rest = In % R;
    constexpr std::size_t Periods = std::min(periods_at_once(S), std::max<std::size_t>(Whole, 1));
    constexpr std::size_t Inputs = std::max(R, simd::narrowest<T>);
    simd::vec<T, W> sums[Periods][L];
    CTNN_UNROLL_FOR (std::size_t p = 0; p < Periods; ++p)
        CTNN_UNROLL_FOR (std::size_t l = 0; l < L; ++l) sums[p][l] = simd::vec<T, W>(T(0));
    // Rows of weights, all R or the last few, into the sums of one period.
    const auto add = [&]<std::size_t Rows, std::size_t... K>(std::index_sequence<K...>, auto& to,
                                                             const T* from, const T* at) CTNN_LAMBDA_INLINE {
        const auto values = simd::load_pieces<Inputs, Rows>(at);
        ((to[K] = simd::fma(simd::pick<W, K * W, Out>(values, values), load_at<W, Rows * Out, K * W>(from),
                            to[K])),
         ...);
    };
    const auto period = [&](auto& to, std::size_t i) CTNN_LAMBDA_INLINE {
        add.template operator()<R>(std::make_index_sequence<L>{}, to, w + i * R * Out, x + i * R);
    };
    constexpr std::size_t loops = Whole / Periods * Periods;
    CTNN_ROLL_FOR (std::size_t i = 0; i < loops; i += Periods)
        CTNN_UNROLL_FOR (std::size_t p = 0; p < Periods; ++p) period(sums[p], i + p);
    CTNN_UNROLL_FOR (std::size_t i = loops; i < Whole; ++i) period(sums[i - loops], i);
    if constexpr (Rest > 0)
        add.template operator()<Rest>(std::make_index_sequence<(Rest * Out + W - 1) / W>{}, sums[Periods - 1],
                                      w + Whole * R * Out, x + Whole * R);
    add_up<Periods>(sums);
    return plus<Out>(fold_rows<Row<T, Out>, R>(sums[0]), b);
}

}  // namespace ctnn::kernels::inline CTNN_CODE::detail
#endif
