#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/simd.hpp>
#include <type_traits>

// Work on the units of a cell, which is the same for each and needs several rows of values: written once, for
// numbers and for vectors.

namespace ctnn::kernels {
namespace detail {

/// Unit number `at` of any row.
struct OneUnit {
    std::size_t at;

    template <class T>
    CTNN_INLINE constexpr T load(const T* row) const noexcept {
        return row[at];
    }
    template <class T>
    CTNN_INLINE constexpr void store(T* row, T value) const noexcept {
        row[at] = value;
    }
};

#ifndef CTNN_NO_SIMD
/// N units from number `at` on, in the first of W lanes.
template <std::size_t W, std::size_t N>
struct SomeUnits {
    std::size_t at;

    template <class T>
    CTNN_INLINE simd::vec<T, W> load(const T* row) const noexcept {
        return simd::load_part<W, N>(row + at);
    }
    template <class T>
    CTNN_INLINE void store(T* row, const simd::vec<T, W>& values) const noexcept {
        simd::store_first<N>(row + at, values);
    }
};
#endif

}  // namespace detail

/// Calls f(units) until all of U are done: units.load(row) and units.store(row, values) take theirs from any
/// row of U values and put them there. With Lanes, many at once. No unit comes twice, so that rows may be
/// changed in place.
template <class T, std::size_t U, bool Lanes, class F>
CTNN_INLINE constexpr void each_unit(F f) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (Lanes)
        if (!std::is_constant_evaluated()) {
            constexpr std::size_t W = row_width<T>(U), whole = U / W * W;
            CTNN_ROLL_FOR (std::size_t i = 0; i < whole; i += W) f(detail::SomeUnits<W, W>{i});
            if constexpr (whole < U) f(detail::SomeUnits<W, U - whole>{whole});
            return;
        }
#endif
    for (std::size_t i = 0; i < U; ++i) f(detail::OneUnit{i});
}

}  // namespace ctnn::kernels
