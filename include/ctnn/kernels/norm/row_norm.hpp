#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/kernels/norm/choice.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/finite.hpp>
#include <ctnn/kernels/values/reduce.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/target.hpp>
#include <limits>
#include <type_traits>

// Normalisation of N rows with C columns, each row by itself. Centred: y = (x - mean) / deviation * gamma +
// beta (layer normalisation); else y = x / root of the mean square * gamma. What a row becomes does not
// depend on how many there are.

namespace ctnn::kernels::inline CTNN_CODE {
namespace detail {

/// Of each row: the inverse deviation, and where rows are centred the mean before it.
template <bool Centred>
inline constexpr std::size_t kept_of_row = Centred ? 2 : 1;

/// Rows whose shares of the parameters' gradient are summed before they go to the others.
inline constexpr std::size_t rows_of_block = 64;

template <bool Centred, std::size_t C, class T>
constexpr void norm_row(const T* w, T epsilon, const T* x, T* y, T* kept) noexcept;

/// A row whose squares are beyond all numbers: divided by a power of two first, as is then what is kept. NaN
/// where a value is infinite or NaN.
template <bool Centred, std::size_t C, class T>
[[gnu::noinline, gnu::cold]] constexpr void norm_huge_row(const T* w, T epsilon, const T* x, T* y,
                                                          T* kept) noexcept {
    constexpr T scale = std::numeric_limits<T>::max_exponent < 200 ? T(0x1p-100) : T(0x1p-900),
                least = std::numeric_limits<T>::min();
    if (!all_finite<C>(x)) {
        fill<C>(math::nan<T>, y);
        if (kept != nullptr) fill<kept_of_row<Centred>>(math::nan<T>, kept);
        return;
    }
    for (std::size_t i = 0; i < C; ++i) y[i] = x[i] * scale;
    norm_row<Centred, C>(w, math::max(epsilon * scale * scale, least), y, y, kept);
    if (kept == nullptr) return;
    if constexpr (Centred) *kept++ /= scale;
    *kept *= scale;
}

/// x may be y.
template <bool Centred, std::size_t C, class T>
constexpr void norm_row(const T* w, T epsilon, const T* x, T* y, T* kept) noexcept {
    T mean = 0;
    if constexpr (Centred) {
        mean = sum<C>(x) / T(C);
        transform<C>([mean](auto v) { return v - decltype(v)(mean); }, y, x);
    }
    const T* const off = Centred ? y : x;
    const T square = dot<C>(off, off) / T(C);
    if (!ctnn::detail::is_finite(square)) return norm_huge_row<Centred, C>(w, epsilon, x, y, kept);
    const T inverse = T(1) / math::sqrt(square + epsilon);
    if constexpr (Centred)
        transform<C>([inverse](auto v, auto g, auto b) { return math::fma(v * decltype(v)(inverse), g, b); },
                     y, off, w, w + C);
    else
        transform<C>([inverse](auto v, auto g) { return v * decltype(v)(inverse) * g; }, y, off, w);
    if (kept == nullptr) return;
    if constexpr (Centred) *kept++ = mean;
    *kept = inverse;
}

/// `sums` gets the row's share of the gradient of gamma, then of beta; `work` is room for 2 C values.
template <bool Centred, bool Wanted, std::size_t C, class T>
constexpr void norm_row_backward(const T* w, const T* x, const T* kept, const T* dy, T* dx, T* sums,
                                 T* work) noexcept {
    const T mean = Centred ? kept[0] : T(0), inverse = kept[kept_of_row<Centred> - 1];
    const T *const standard = work, *const slope = work + C;
    transform<C>([=](auto v) { return (v - decltype(v)(mean)) * decltype(v)(inverse); }, work, x);
    transform<C>([](auto s, auto d, auto v) { return math::fma(d, v, s); }, sums, static_cast<const T*>(sums),
                 dy, standard);
    if constexpr (Centred) add<C>(dy, sums + C);
    if constexpr (Wanted) {
        transform<C>([](auto d, auto g) { return d * g; }, work + C, dy, w);
        const T along = dot<C>(standard, slope) / T(C), shift = Centred ? sum<C>(slope) / T(C) : T(0);
        transform<C>(
            [=](auto v, auto d) {
                using V = decltype(v);
                return V(inverse) * (d - V(shift) - v * V(along));
            },
            dx, standard, slope);
    }
}

#ifndef CTNN_NO_SIMD
// Rows that registers hold are not written until they are done: a vector that is loaded from where two were
// stored waits for both.

template <class T, std::size_t C>
CTNN_INLINE auto mean_of(const Row<T, C>& row) noexcept {
    const auto plus = [](auto a, auto b) CTNN_LAMBDA_INLINE { return a + b; };
    using V = simd::vec<T, Row<T, C>::width>;
    return fold(row, T(0), plus) * V(T(1) / T(C));
}

/// f of each vector and its fellows.
template <class T, std::size_t C, class F, class... Rows>
CTNN_INLINE Row<T, C> mapped(F f, const Row<T, C>& row, const Rows&... others) noexcept {
    Row<T, C> to;
    CTNN_UNROLL_FOR (std::size_t j = 0; j < Row<T, C>::count; ++j)
        to.vectors[j] = f(row.vectors[j], others.vectors[j]...);
    return to;
}

/// Returns the mean square, which may be beyond all numbers.
template <bool Centred, std::size_t C, class T>
CTNN_INLINE auto norm_row_in_registers(const T* w, T epsilon, const T* x, T* y, T* kept) noexcept {
    using V = simd::vec<T, Row<T, C>::width>;
    Row<T, C> row = InMemory<T, C>{x}.row();
    const Row<T, C> gamma = InMemory<T, C>{w}.row();
    V mean(T(0));
    if constexpr (Centred) {
        mean = mean_of(row);
        transform(row, [&](V v) CTNN_LAMBDA_INLINE { return v - mean; });
    }
    const Row<T, C> squares = mapped([](V v) CTNN_LAMBDA_INLINE { return v * v; }, row);
    const V square = mean_of(squares);
    const V inverse = V(T(1)) / simd::sqrt(square + V(epsilon));
    transform(row, [&](V v) CTNN_LAMBDA_INLINE { return v * inverse; });
    if constexpr (Centred)
        row = mapped([](V v, V g, V b) CTNN_LAMBDA_INLINE { return simd::fma(v, g, b); }, row, gamma,
                     InMemory<T, C>{w + C}.row());
    else
        row = mapped([](V v, V g) CTNN_LAMBDA_INLINE { return v * g; }, row, gamma);
    store(y, row);
    if (kept == nullptr) return square;
    if constexpr (Centred) simd::store_part<1>(kept++, mean);
    simd::store_part<1>(kept, inverse);
    return square;
}

/// The same for rows of which some are huge.
template <bool Centred, std::size_t C, class T>
[[gnu::noinline, gnu::cold]] void norm_huge_rows(std::size_t rows, const T* w, T epsilon, const T* x, T* y,
                                                 T* kept) noexcept {
    for (; rows > 0; --rows, x += C, y += C) {
        const T square = norm_row_in_registers<Centred, C>(w, epsilon, x, y, kept).lanes()[0];
        if (!ctnn::detail::is_finite(square)) norm_huge_row<Centred, C>(w, epsilon, x, y, kept);
        if (kept != nullptr) kept += kept_of_row<Centred>;
    }
}

/// `rows` rows, of which the gradients of gamma and beta are added to dw.
template <bool Centred, bool Wanted, std::size_t C, class T>
CTNN_INLINE void norm_rows_backward_in_registers(std::size_t rows, const T* w, const T* x, const T* kept,
                                                 const T* dy, T* dx, T* dw) noexcept {
    using V = simd::vec<T, Row<T, C>::width>;
    const Row<T, C> gamma = InMemory<T, C>{w}.row();
    Row<T, C> of_gamma, of_beta;
    CTNN_UNROLL_FOR (std::size_t j = 0; j < Row<T, C>::count; ++j)
        of_gamma.vectors[j] = of_beta.vectors[j] = V(T(0));
    CTNN_ROLL_FOR (std::size_t i = 0; i < rows; ++i, x += C, dy += C, kept += kept_of_row<Centred>) {
        const V mean(Centred ? kept[0] : T(0)), inverse(kept[kept_of_row<Centred> - 1]);
        Row<T, C> standard = InMemory<T, C>{x}.row();
        const Row<T, C> slope = InMemory<T, C>{dy}.row();
        transform(standard, [&](V v) CTNN_LAMBDA_INLINE { return (v - mean) * inverse; });
        of_gamma = mapped([](V s, V d, V v) CTNN_LAMBDA_INLINE { return simd::fma(d, v, s); }, of_gamma,
                          slope, standard);
        if constexpr (Centred)
            of_beta = mapped([](V s, V d) CTNN_LAMBDA_INLINE { return s + d; }, of_beta, slope);
        if constexpr (Wanted) {
            const auto times = [](V a, V b) CTNN_LAMBDA_INLINE { return a * b; };
            const Row<T, C> scaled = mapped(times, slope, gamma);
            const V along = mean_of(mapped(times, standard, scaled));
            const V shift = Centred ? mean_of(scaled) : V(T(0));
            store(dx, mapped([&](V v, V d) CTNN_LAMBDA_INLINE { return inverse * (d - shift - v * along); },
                             standard, scaled));
            dx += C;
        }
    }
    const auto add_to = [](T* to, const Row<T, C>& row) CTNN_LAMBDA_INLINE {
        const auto plus = [](V a, V b) CTNN_LAMBDA_INLINE { return a + b; };
        store(to, mapped(plus, InMemory<T, C>{to}.row(), row));
    };
    add_to(dw, of_gamma);
    if constexpr (Centred) add_to(dw + C, of_beta);
}
#endif

/// One function for any number of rows, of which the compiler must not know more: it fuses products and sums
/// here and there, and a row is to become the same in a stream as among all of a sequence.
template <bool Centred, std::size_t C, class T>
[[gnu::noinline]] constexpr void norm_some_rows(std::size_t rows, const T* w, T epsilon, const T* x, T* y,
                                                T* kept) noexcept {
    conceal(rows), conceal(kept);
#ifndef CTNN_NO_SIMD
    if constexpr (row_norm_kernel(C, simd::target<T>) == RowNormKernel::registers)
        if (!std::is_constant_evaluated()) {
            using V = simd::vec<T, Row<T, C>::width>;
            V zeros(T(0));  // NaN after a huge row
            for (std::size_t row = 0; row < rows; ++row) {
                T* const keep = kept == nullptr ? kept : kept + row * kept_of_row<Centred>;
                const V square =
                    norm_row_in_registers<Centred, C>(w, epsilon, x + row * C, y + row * C, keep);
                zeros = simd::fma(square, V(T(0)), zeros);
            }
            if (const T zero = zeros.lanes()[0]; !ctnn::detail::is_finite(zero))
                norm_huge_rows<Centred, C>(rows, w, epsilon, x, y, kept);
            return;
        }
#endif
    for (std::size_t row = 0; row < rows; ++row, x += C, y += C)
        norm_row<Centred, C>(w, epsilon, x, y, kept == nullptr ? kept : kept + row * kept_of_row<Centred>);
}

}  // namespace detail

/// y from x, for N rows; `kept`, if any, gets what norm_rows_backward needs. y must not overlap x.
template <bool Centred, std::size_t N, std::size_t C, class T>
CTNN_INLINE constexpr void norm_rows(const T* w, T epsilon, const T* x, T* y, T* kept) noexcept {
    detail::norm_some_rows<Centred, C>(N, w, epsilon, x, y, kept);
}

/// ADDS to dw, and where it is Wanted OVERWRITES dx = inverse * (g - mean of g - x' * mean of g x'), where
/// g = dy * gamma and x' is the normalised x; without the mean of g where rows are not centred. `work` is
/// room for 4 C values.
template <bool Centred, bool Wanted, std::size_t N, std::size_t C, class T>
[[gnu::noinline]] constexpr void norm_rows_backward(const T* w, const T* x, const T* kept, const T* dy, T* dx,
                                                    T* dw, T* work) noexcept {
    constexpr std::size_t parameters = Centred ? 2 * C : C, each = detail::kept_of_row<Centred>;
    for (std::size_t row = 0; row < N;) {
        const std::size_t end = std::min(N, row + detail::rows_of_block);
#ifndef CTNN_NO_SIMD
        if constexpr (row_norm_gradient_kernel(C, simd::target<T>) == RowNormKernel::registers)
            if (!std::is_constant_evaluated()) {
                detail::norm_rows_backward_in_registers<Centred, Wanted, C>(end - row, w, x + row * C,
                                                                            kept + row * each, dy + row * C,
                                                                            Wanted ? dx + row * C : dx, dw);
                row = end;
                continue;
            }
#endif
        fill<parameters>(T(0), work);
        for (; row < end; ++row)
            detail::norm_row_backward<Centred, Wanted, C>(w, x + row * C, kept + row * each, dy + row * C,
                                                          Wanted ? dx + row * C : dx, work,
                                                          work + parameters);
        add<parameters>(static_cast<const T*>(work), dw);
    }
}

}  // namespace ctnn::kernels::inline CTNN_CODE
