#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <ctnn/kernels/values/vectors.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/simd.hpp>
#include <type_traits>

// Work that is the same for each value of a row and needs several rows, as of the units of a cell or of the
// channels of an image: written once, for numbers and for vectors.

namespace ctnn::kernels::inline CTNN_CODE {
namespace detail {

/// Value number `at` of any row.
struct OneValue {
    static constexpr std::size_t size = 1;
    std::size_t at;

    template <class T>
    CTNN_INLINE constexpr T load(const T* row) const noexcept {
        return row[at];
    }
    template <class T>
    CTNN_INLINE constexpr void store(T* row, T value) const noexcept {
        row[at] = value;
    }
    template <class T>
    CTNN_INLINE constexpr void add(T* row, T value) const noexcept {
        row[at] += value;
    }
};

#ifndef CTNN_NO_SIMD
/// N values from number `at` on, in the first of W lanes.
template <std::size_t W, std::size_t N>
struct SomeValues {
    static constexpr std::size_t size = N;
    std::size_t at;

    template <class T>
    CTNN_INLINE simd::vec<T, W> load(const T* row) const noexcept {
        return simd::load_part<W, N>(row + at);
    }
    template <class T>
    CTNN_INLINE void store(T* row, const simd::vec<T, W>& values) const noexcept {
        simd::store_first<N>(row + at, values);
    }
    /// In pieces: who adds to the same values next reads them, and would wait for a masked store.
    template <class T>
    CTNN_INLINE void add(T* row, const simd::vec<T, W>& values) const noexcept {
        T* const to = row + at;
        simd::store_part<N>(to, simd::load_pieces<W, N>(static_cast<const T*>(to)) + values);
    }
};
#endif

}  // namespace detail

/// Calls f(part) until all N values are done: part.load(row), part.store(row, values) and part.add(row,
/// values) take theirs from any row of N values, put them there and add them there. With Lanes, many at once.
/// No value comes twice, so that rows may be changed in place.
template <class T, std::size_t N, bool Lanes = true, class F>
CTNN_INLINE constexpr void each_part(F f) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (Lanes && simd::has_vectors<T>)
        if (!std::is_constant_evaluated()) {
            constexpr std::size_t W = row_width<T>(N), whole = N / W * W;
            for (std::size_t i = 0; i < whole; i += W) f(detail::SomeValues<W, W>{i});
            if constexpr (whole < N) f(detail::SomeValues<W, N - whole>{whole});
            return;
        }
#endif
    for (std::size_t i = 0; i < N; ++i) f(detail::OneValue{i});
}

}  // namespace ctnn::kernels::inline CTNN_CODE
