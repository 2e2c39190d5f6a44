#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/dense/choice.hpp>
#include <ctnn/kernels/values/reduce.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/target.hpp>
#include <numeric>
#include <type_traits>
#include <utility>

// One sample through a small dense layer, unrolled whole: what x holds, a Row or memory, to a Row. W is
// stored row by row, a row for each input, without gaps.

namespace ctnn::kernels::inline CTNN_CODE {

#ifdef CTNN_NO_SIMD
template <std::size_t In, std::size_t Out, class Act, class T, class X>
void gemv_row(const T* w, const T* b, const X& x);
#else
namespace detail {

/// Lanes of values repeat after `out` values: `rows` rows of outputs lie in `vectors` vectors of W lanes.
template <std::size_t W, std::size_t Out>
struct Period {
    static constexpr std::size_t rows = W / std::gcd(W, Out), vectors = rows * Out / W;
};

/// W of the N values at `from`, from value At on; after the last one zeros, or with Any whatever is quickest.
template <std::size_t W, std::size_t N, std::size_t At, bool Any = false, class T>
CTNN_INLINE simd::vec<T, W> load_at(const T* from) noexcept {
    if constexpr (Any && N - At == 1)
        return simd::vec<T, W>(from[At]);
    else
        return simd::load_part<W, std::min(W, N - At)>(from + At);
}

/// sums[0] = sums[0] + sums[1] + ...: a tree.
template <std::size_t Rows, class V, std::size_t All, std::size_t Columns>
CTNN_INLINE void add_up(V (&sums)[All][Columns]) noexcept {
    if constexpr (Rows > 1) {
        constexpr std::size_t half = (Rows + 1) / 2;
        CTNN_UNROLL_FOR (std::size_t r = 0; r < Rows - half; ++r)
            CTNN_UNROLL_FOR (std::size_t j = 0; j < Columns; ++j) sums[r][j] = sums[r][j] + sums[r + half][j];
        add_up<half>(sums);
    }
}

/// Input by input: each is multiplied into a row of W.
template <std::size_t In, std::size_t Out, class T, class X>
CTNN_INLINE Row<T, Out> by_rows(const T* w, const T* b, const X& x) noexcept {
    using R = Row<T, Out>;
    constexpr std::size_t W = R::width, C = R::count,
                          Most = reproducible || C >= 4 ? 1
                                 : C >= 2               ? 2
                                                        : 4,
                          Chains = std::min(In, Most);
    simd::vec<T, W> sums[Chains][C];
    const auto term = [&]<std::size_t I, std::size_t J>() CTNN_LAMBDA_INLINE {
        const auto weights = load_at<W, In * Out, I * Out + J * W, true>(w);
        const auto value = x.template splat<W, I>();
        auto& sum = sums[I % Chains][J];
        if constexpr (I == 0)
            sum = simd::fma(value, weights, load_at<W, Out, J * W, true>(b));
        else if constexpr (I < Chains)
            sum = value * weights;
        else
            sum = simd::fma(value, weights, sum);
    };
    [&]<std::size_t... K>(std::index_sequence<K...>) CTNN_LAMBDA_INLINE {
        (term.template operator()<K / C, K % C>(), ...);
    }(std::make_index_sequence<In * C>{});
    add_up<Chains>(sums);
    R y;
    CTNN_UNROLL_FOR (std::size_t j = 0; j < C; ++j) y.vectors[j] = sums[0][j];
    return y;
}

/// `Rows` rows of N lanes, one after the other in L vectors, added up.
template <class R, std::size_t Rows, class V, std::size_t L>
CTNN_INLINE R fold_rows(V (&lanes)[L]) noexcept {
    constexpr std::size_t N = R::size, S = V::size;
    if constexpr (Rows == 1) {
        R row;
        CTNN_UNROLL_FOR (std::size_t j = 0; j < R::count; ++j)
            row.vectors[j] = simd::pick<R::width, 0>(lanes[j], lanes[j]);
        return row;
    } else {
        // To the next lower power of two; the lanes after the last row are zero, or are not read again.
        constexpr std::size_t left = std::bit_ceil(Rows) / 2, from = left * N, taken = (Rows - left) * N;
        constexpr std::size_t W = std::min(S, row_width<typename V::value_type>(from)),
                              count = (from + W - 1) / W;
        simd::vec<typename V::value_type, W> sums[count];
        const auto fold = [&]<std::size_t K>() CTNN_LAMBDA_INLINE {
            constexpr std::size_t to = K * W, at = from + to;
            sums[K] = simd::pick<W, to % S>(lanes[to / S], lanes[to / S]);
            if constexpr (to < taken) {
                constexpr std::size_t after = at / S + (at % S + W <= S ? 0 : 1);
                V next(0);
                if constexpr (after < L) next = lanes[after];
                sums[K] = sums[K] + simd::pick<W, at % S>(lanes[at / S], next);
            }
        };
        [&]<std::size_t... K>(std::index_sequence<K...>)
            CTNN_LAMBDA_INLINE { (fold.template operator()<K>(), ...); }(std::make_index_sequence<count>{});
        return fold_rows<R, left>(sums);
    }
}

template <std::size_t Out, class T>
CTNN_INLINE Row<T, Out> plus(Row<T, Out> row, const T* b) noexcept {
    [&]<std::size_t... J>(std::index_sequence<J...>) CTNN_LAMBDA_INLINE {
        constexpr std::size_t W = Row<T, Out>::width;
        ((row.vectors[J] = row.vectors[J] + load_at<W, Out, J * W, true>(b)), ...);
    }(std::make_index_sequence<Row<T, Out>::count>{});
    return row;
}

/// The weights as one stream: lane by lane each is multiplied with its input, and the products are folded.
template <std::size_t In, std::size_t Out, class T, class X>
CTNN_INLINE Row<T, Out> by_stream(const T* w, const T* b, const X& x) noexcept {
    constexpr std::size_t W = row_width<T>(In * Out), All = In * Out, Vectors = (All + W - 1) / W;
    using P = Period<W, Out>;
    constexpr std::size_t L = std::min(P::vectors, Vectors),
                          Chains = std::min((Vectors + L - 1) / L, L >= 3 ? std::size_t{1} : 4 / L);
    static_assert(Chains * L <= Vectors);  // each sum begins with a product
    simd::vec<T, W> sums[Chains][L];
    const auto term = [&]<std::size_t K>() CTNN_LAMBDA_INLINE {
        const auto weights = load_at<W, All, K * W>(w);
        auto values = x.template spread<W, K * W, Out>();
        if constexpr (K == Vectors - 1) values = simd::keep<All - K * W>(values);
        auto& sum = sums[K / L % Chains][K % L];
        if constexpr (K == 0 && Out == 1)
            sum = simd::fma(values, weights, load_at<W, 1, 0>(b));
        else if constexpr (K < Chains * L)
            sum = values * weights;
        else
            sum = simd::fma(values, weights, sum);
    };
    [&]<std::size_t... K>(std::index_sequence<K...>)
        CTNN_LAMBDA_INLINE { (term.template operator()<K>(), ...); }(std::make_index_sequence<Vectors>{});
    add_up<Chains>(sums);
    const auto row = fold_rows<Row<T, Out>, std::min(In, P::rows)>(sums[0]);
    if constexpr (Out == 1)
        return row;  // the bias is in already: a latency less at the end
    else
        return plus<Out>(row, b);
}

/// The one output as a dot product, by way of memory.
template <std::size_t In, class T, class X>
CTNN_INLINE Row<T, 1> by_dot(const T* w, const T* b, const X& x) noexcept {
    T values[In];
    store(values, x.row());
    return {{simd::vec<T, Row<T, 1>::width>(b[0] + dot<In>(static_cast<const T*>(values), w))}};
}

/// Rows of W input by input, by way of memory, from which a multiply-add takes one value for all lanes
/// without a shuffle: later, but with less work for the units that also compute the activations.
template <std::size_t In, std::size_t Out, class T>
CTNN_INLINE Row<T, Out> by_rows_of_memory(const T* w, const T* b, const Row<T, In>& x) noexcept {
    constexpr std::size_t W = Row<T, In>::width, count = Row<T, In>::count;
    alignas(64) T values[count * W];
    CTNN_UNROLL_FOR (std::size_t j = 0; j < count; ++j) simd::store(values + j * W, x.vectors[j]);
    asm("" : "+m"(values));  // a compiler that sees what is stored shuffles after all
    return by_rows<In, Out>(w, b, InMemory<T, In>{values});
}

}  // namespace detail

/// f(x W + b) of what x holds, as a Row.
template <std::size_t In, std::size_t Out, class Act, class T, class X>
CTNN_INLINE Row<T, Out> gemv_row(const T* w, const T* b, const X& x) noexcept {
    using InRegisters = Row<T, In>;
    constexpr RowKernel kernel =
        row_kernel({In, Out, std::is_same_v<X, InRegisters>, detail::IsCheap<Act>}, simd::target<T>);
    Row<T, Out> y;
    if constexpr (kernel == RowKernel::dot)
        y = detail::by_dot<In>(w, b, x);
    else if constexpr (kernel == RowKernel::stream)
        y = detail::by_stream<In, Out>(w, b, x);
    else if constexpr (kernel == RowKernel::rows_by_memory)
        y = detail::by_rows_of_memory<In, Out>(w, b, x);
    else
        y = detail::by_rows<In, Out>(w, b, x);
    activate<Act>(y);
    return y;
}

#endif

}  // namespace ctnn::kernels::inline CTNN_CODE
