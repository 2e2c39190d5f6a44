#pragma once

#include <bit>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/values/choice.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/vectors.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/shuffle.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/target.hpp>
#include <type_traits>
#include <utility>

// The values of one sample that stay in registers between layers.

namespace ctnn::kernels::inline CTNN_CODE {

/// Calls `compute` where there are vectors, and says whether: not in constant evaluation, which knows none.
CTNN_INLINE constexpr bool with_vectors([[maybe_unused]] auto compute) noexcept {
#ifndef CTNN_NO_SIMD
    if (!std::is_constant_evaluated()) {
        compute();
        return true;
    }
#endif
    return false;
}

#ifdef CTNN_NO_SIMD
template <class T, std::size_t N>
struct InMemory;
template <class Act>
concept OnRows = false;
template <class L, class T>
void predict_row(const T* w, const T* x, T* y);
#else

/// Lanes of the narrowest register that holds n values, or of the widest there is.
template <class T>
constexpr std::size_t row_width(std::size_t n) noexcept {
    return simd::target<T>.holding(n);
}

/// N values in as few vectors as hold them; what the lanes after the last value hold is not said.
template <class T, std::size_t N>
struct Row {
    static constexpr std::size_t size = N, width = row_width<T>(N), count = Vectors<N, width>::count;
    static constexpr std::size_t filled(std::size_t j) noexcept { return Vectors<N, width>::filled(j); }

    simd::vec<T, width> vectors[count];

    CTNN_INLINE Row row() const noexcept { return *this; }

    /// Value I in W lanes.
    template <std::size_t W, std::size_t I>
    CTNN_INLINE simd::vec<T, W> splat() const noexcept {
        return simd::splat<W, I % width>(vectors[I / width]);
    }

    /// W lanes, lane i of which is value (First + i) / Each, or the last value.
    template <std::size_t W, std::size_t First, std::size_t Each>
    CTNN_INLINE simd::vec<T, W> spread() const noexcept {
        constexpr std::size_t j = First / Each / width, next = j + 1 < count ? j + 1 : j;
        return simd::pick<W, First - j * width * Each, Each, N - 1 - j * width>(vectors[j], vectors[next]);
    }
};

/// N values in memory, read as a Row is.
template <class T, std::size_t N>
struct InMemory {
    static constexpr std::size_t size = N;

    const T* from;

    template <std::size_t W, std::size_t I>
    CTNN_INLINE simd::vec<T, W> splat() const noexcept {
        return simd::vec<T, W>(from[I]);
    }

    template <std::size_t W, std::size_t First, std::size_t Each>
    CTNN_INLINE simd::vec<T, W> spread() const noexcept {
        return row().template spread<W, First, Each>();
    }

    CTNN_INLINE Row<T, N> row() const noexcept {
        Row<T, N> row;
        [&]<std::size_t... J>(std::index_sequence<J...>) CTNN_LAMBDA_INLINE {
            constexpr std::size_t W = Row<T, N>::width;
            ((row.vectors[J] = simd::load_pieces<W, Row<T, N>::filled(J)>(from + J * W)), ...);
        }(std::make_index_sequence<Row<T, N>::count>{});
        return row;
    }
};

template <class T, std::size_t N>
CTNN_INLINE void store(T* to, const Row<T, N>& row) noexcept {
    [&]<std::size_t... J>(std::index_sequence<J...>) CTNN_LAMBDA_INLINE {
        (simd::store_part<Row<T, N>::filled(J)>(to + J * Row<T, N>::width, row.vectors[J]), ...);
    }(std::make_index_sequence<Row<T, N>::count>{});
}

/// f of each vector.
template <class T, std::size_t N, class F>
CTNN_INLINE void transform(Row<T, N>& row, F f) noexcept {
    CTNN_UNROLL_FOR (std::size_t j = 0; j < Row<T, N>::count; ++j) row.vectors[j] = f(row.vectors[j]);
}

namespace detail {

/// All vectors folded into one value by op, which lies in every lane of the result; `filler` stands in the
/// lanes that hold no value and changes nothing.
template <class T, std::size_t N, class Op>
CTNN_INLINE simd::vec<T, Row<T, N>::width> fold(const Row<T, N>& row, T filler, Op op) noexcept {
    constexpr std::size_t W = Row<T, N>::width, last = Row<T, N>::count - 1;
    auto all = simd::keep<Row<T, N>::filled(last)>(row.vectors[last], simd::vec<T, W>(filler));
    CTNN_UNROLL_FOR (std::size_t j = 0; j < last; ++j) all = op(all, row.vectors[j]);
    [&]<std::size_t... S>(std::index_sequence<S...>) CTNN_LAMBDA_INLINE {
        ((all = op(all, simd::rotate<(W / 2) / (std::size_t{1} << S)>(all))), ...);
    }(std::make_index_sequence<std::bit_width(W) - 1>{});
    return all;
}

}  // namespace detail

/// Whether an activation is applied to a Row, without a way through memory.
template <class Act>
concept OnRows =
    detail::InLanes<Act> || detail::IsLinear<Act> || requires(Row<float, 5>& row) { Act::row(row); };

/// y = f(z), in place.
template <class Act, class T, std::size_t N>
CTNN_INLINE void activate(Row<T, N>& row) noexcept {
    if constexpr (detail::InLanes<Act>) {
        transform(row, [](auto v) CTNN_LAMBDA_INLINE { return Act::value(v); });
    } else if constexpr (requires { Act::row(row); }) {
        Act::row(row);
    } else if constexpr (!detail::IsLinear<Act>) {
        T values[N];
        store(values, row);
        activate<Act, 1, N>(static_cast<const T*>(values), values);
        row = InMemory<T, N>{values}.row();
    }
}

/// What a layer that knows rows makes of one sample.
template <class L, class T>
CTNN_INLINE void predict_row(const T* w, const T* x, T* y) noexcept {
    store(y, L::template predict_row<T>(w, InMemory<T, L::input::size>{x}));
}
#endif

/// A layer that takes and gives the values of one sample in registers.
template <class L, class T>
concept TakesRows =
    requires(const T* w, const InMemory<T, L::input::size>& x) { L::template predict_row<T>(w, x); };

/// A layer so small that its code may be unrolled whole.
template <class L, class T>
concept SmallOnRows = passage_of<L, T, 1> == Passage::rows && TakesRows<L, T>;

}  // namespace ctnn::kernels::inline CTNN_CODE
