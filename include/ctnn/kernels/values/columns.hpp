#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/parts.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/tuning.hpp>
#include <type_traits>
#include <utility>

// A matrix of N rows, compact, of which each of the C columns goes a way of its own: the channels of images
// and the features of samples. Columns lie across the lanes of a register. Where they are few, several rows
// are taken for one wide row, whose columns repeat.

namespace ctnn::kernels::inline CTNN_CODE {
namespace detail {

/// How many rows make a wide one: that it has 64 columns or more, whatever the processor, so that the order
/// of sums is the same everywhere.
template <std::size_t N, std::size_t C>
inline constexpr std::size_t rows_in_one = [] {
    std::size_t rows = 1;
    while (rows * C < 64 && 2 * rows <= N) rows *= 2;
    return rows;
}();

/// What is made of N rows of C columns: wide rows of `rows` rows, and `rest` rows that fill none. Members of
/// a type, not local constants: those in a generic lambda end g++ 12 with an internal error where a program's
/// own type at global scope has their name.
template <std::size_t N, std::size_t C>
struct WideRows {
    static constexpr std::size_t rows = rows_in_one<N, C>, width = rows * C, rest = N % rows;
};

/// Wide rows are summed by blocks of so many, and the blocks then: a sum of n numbers rounds off like one of
/// 2 sqrt(n) for a batch of images.
inline constexpr std::size_t block_of_rows = 64;

/// The sums of `Count` parts of columns over N rows that lie `Stride` values apart.
template <class Part, std::size_t Count, class F, std::size_t N, std::size_t Stride, class T, class... X>
CTNN_INLINE constexpr void sum_tile(const T* centre, const std::array<T*, F::sums>& to,
                                    const X*... x) noexcept {
    using V = decltype(Part{}.load(centre));
    V middle[Count], totals[F::sums][Count];
    CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) {
        middle[j] = Part{j * Part::size}.load(centre);
        CTNN_UNROLL_FOR (std::size_t k = 0; k < F::sums; ++k) totals[k][j] = V(T(0));
    }
    CTNN_ROLL_FOR (std::size_t row = 0; row < N; row += block_of_rows) {
        V sums[F::sums][Count];
        CTNN_UNROLL_FOR (std::size_t k = 0; k < F::sums; ++k)
            CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) sums[k][j] = V(T(0));
        const std::size_t end = std::min(N, row + block_of_rows) * Stride;
        CTNN_ROLL_FOR (std::size_t at = row * Stride; at < end; at += Stride)
            CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) {
                std::array<V, F::sums> one{};
                CTNN_UNROLL_FOR (std::size_t k = 0; k < F::sums; ++k) one[k] = sums[k][j];
                F::add(one, middle[j], Part{j * Part::size}.load(x + at)...);
                CTNN_UNROLL_FOR (std::size_t k = 0; k < F::sums; ++k) sums[k][j] = one[k];
            }
        CTNN_UNROLL_FOR (std::size_t k = 0; k < F::sums; ++k)
            CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) totals[k][j] = totals[k][j] + sums[k][j];
    }
    CTNN_UNROLL_FOR (std::size_t k = 0; k < F::sums; ++k)
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) Part{j * Part::size}.store(to[k], totals[k][j]);
}

/// By reference: of what is behind the pointers in an array that is given on by value, g++ 12 believes that
/// nobody writes to it, at -O1 and -Os.
template <std::size_t K, class T>
constexpr std::array<T*, K> moved(const std::array<T*, K>& pointers, std::size_t by) noexcept {
    std::array<T*, K> result{};
    for (std::size_t k = 0; k < K; ++k) result[k] = pointers[k] + by;
    return result;
}

/// The sums of all `Width` columns over N rows.
template <class F, std::size_t N, std::size_t Width, class T, class... X>
constexpr void sum_wide(const T* centre, const std::array<T*, F::sums>& to, const X*... x) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (Width >= simd::narrowest<T>)
        if (!std::is_constant_evaluated()) {
            constexpr std::size_t W = simd::width<T>(Width), count = simd::tuning.column_tile;
            constexpr std::size_t tiled = Width / (count * W) * (count * W);
            using Part = SomeValues<W, W>;
            for (std::size_t i = 0; i < tiled; i += count * W)
                sum_tile<Part, count, F, N, Width>(centre + i, moved(to, i), x + i...);
            for (std::size_t i = tiled; i < Width; i += W) {
                const std::size_t at = std::min(i, Width - W);  // the last one may overlap
                sum_tile<Part, 1, F, N, Width>(centre + at, moved(to, at), x + at...);
            }
            return;
        }
#endif
    constexpr std::size_t count = 8, tiled = Width / count * count;
    for (std::size_t i = 0; i < tiled; i += count)
        sum_tile<OneValue, count, F, N, Width>(centre + i, moved(to, i), x + i...);
    for (std::size_t i = tiled; i < Width; ++i)
        sum_tile<OneValue, 1, F, N, Width>(centre + i, moved(to, i), x + i...);
}

/// C values, again and again.
template <std::size_t C, std::size_t Width, class T>
constexpr std::array<T, Width> repeated(const T* from) noexcept {
    std::array<T, Width> wide{};
    T* const to = wide.data();
    for (std::size_t row = 0; row < Width; row += C)
        for (std::size_t c = 0; c < C; ++c) to[row + c] = from[c];
    return wide;
}

/// transform, of which even the values that fill no register go through one, so that they are rounded like
/// all others.
template <std::size_t N, class F, class T, class... X>
CTNN_INLINE constexpr void transform_in_lanes(F f, T* y, const X*... x) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (simd::has_vectors<T> && N < simd::narrowest<T>)
        if (!std::is_constant_evaluated()) {
            const simd::vec<T, simd::narrowest<T>> all = f(simd::load_part<simd::narrowest<T>, N>(x)...);
            return simd::store_first<N>(y, all);
        }
#endif
    transform<N>(f, y, x...);
}

}  // namespace detail

/// Sums over N rows, for each of the C columns: F::add(sums, centre, x...) adds the values of one row to the
/// F::sums sums of a column, whose number from `centre` it is given; sum k goes to `to[k]`, C values.
///
/// Order: value c of row r goes to partial sum r % R of its column, R a power of two; these take their values
/// by blocks in the order of the rows, and are folded in halves.
template <class F, std::size_t N, std::size_t C, class T, class... X>
[[gnu::noinline]] constexpr void column_sums(const T* centre, const std::array<T*, F::sums>& to,
                                             const X*... x) noexcept {
    using Wide = detail::WideRows<N, C>;
    constexpr std::size_t rest = Wide::rest * C;
    if constexpr (Wide::rows == 1) {
        detail::sum_wide<F, N, C>(centre, to, x...);
    } else {
        const auto centres = detail::repeated<C, Wide::width>(centre);
        std::array<std::array<T, Wide::width>, F::sums> sums{};
        const auto pointers = [&]<std::size_t... K>(std::index_sequence<K...>) {
            return std::array<T*, F::sums>{sums[K].data()...};
        }(std::make_index_sequence<F::sums>{});
        detail::sum_wide<F, N / Wide::rows, Wide::width>(centres.data(), pointers, x...);
        if constexpr (rest > 0) {
            std::array<std::array<T, rest>, F::sums> last{};
            const auto ends = [&]<std::size_t... K>(std::index_sequence<K...>) {
                return std::array<T*, F::sums>{last[K].data()...};
            }(std::make_index_sequence<F::sums>{});
            detail::sum_wide<F, 1, rest>(centres.data(), ends, x + (N - Wide::rest) * C...);
            for (std::size_t k = 0; k < F::sums; ++k) add<rest>(static_cast<const T*>(ends[k]), pointers[k]);
        }
        for (std::size_t k = 0; k < F::sums; ++k) {
            T* const all = pointers[k];
            for (std::size_t half = Wide::width / 2; half >= C; half /= 2)
                for (std::size_t i = 0; i < half; ++i) all[i] += all[half + i];
            copy<C>(static_cast<const T*>(all), to[k]);
        }
    }
}

/// y = f(columns..., x...) for N rows of C columns: f is given what its column has in each of `columns`, then
/// the values of the row. y must not overlap x.
///
/// Every value goes through a register, wherever it lies, so that it is rounded alike however many rows there
/// are.
template <std::size_t N, std::size_t C, class F, class T, std::size_t K, class... X>
[[gnu::noinline]] constexpr void map_columns(F f, const std::array<const T*, K>& columns, T* y,
                                             const X*... x) noexcept {
    using Wide = detail::WideRows<N, C>;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        const auto rows = [&](const auto*... wide) {
            const auto row = [&](std::size_t at) {
                detail::transform_in_lanes<Wide::width>(f, y + at, wide..., x + at...);
            };
            for (std::size_t at = 0; at + Wide::width <= N * C; at += Wide::width) row(at);
            if constexpr (Wide::rest != 0) row(N * C - Wide::width);  // some rows once more
        };
        if constexpr (Wide::rows == 1) {
            rows(columns[I]...);
        } else {
            const std::array<std::array<T, Wide::width>, K> wide{
                detail::repeated<C, Wide::width>(columns[I])...};
            rows(static_cast<const T*>(wide[I].data())...);
        }
    }(std::make_index_sequence<K>{});
}

}  // namespace ctnn::kernels::inline CTNN_CODE
