#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/elementwise.hpp>
#include <ctnn/kernels/math.hpp>
#include <ctnn/kernels/reduce.hpp>

// Normalisation of N rows with C columns, each row by itself. Centred: y = (x - mean) / deviation * gamma +
// beta (layer normalisation); else y = x / root of the mean square * gamma. What a row becomes does not
// depend on how many there are.

namespace ctnn::kernels {
namespace detail {

/// Of each row: the inverse deviation, and where rows are centred the mean before it.
template <bool Centred>
inline constexpr std::size_t kept_of_row = Centred ? 2 : 1;

/// Rows whose shares of the parameters' gradient are summed before they go to the others.
inline constexpr std::size_t rows_of_block = 64;

template <bool Centred, std::size_t C, class T>
constexpr void norm_row(const T* w, T epsilon, const T* x, T* y, T* kept) noexcept {
    T mean = 0;
    if constexpr (Centred) {
        mean = sum<C>(x) / T(C);
        transform<C>([mean](auto v) { return v - decltype(v)(mean); }, y, x);
    }
    const T* const off = Centred ? y : x;
    const T inverse = T(1) / math::sqrt(dot<C>(off, off) / T(C) + epsilon);
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

}  // namespace detail

/// y from x, for N rows; `kept`, if any, gets what norm_rows_backward needs. y must not overlap x.
template <bool Centred, std::size_t N, std::size_t C, class T>
[[gnu::noinline]] constexpr void norm_rows(const T* w, T epsilon, const T* x, T* y, T* kept) noexcept {
    for (std::size_t row = 0; row < N; ++row)
        detail::norm_row<Centred, C>(w, epsilon, x + row * C, y + row * C,
                                     kept == nullptr ? kept : kept + row * detail::kept_of_row<Centred>);
}

/// ADDS to dw, and where it is Wanted OVERWRITES dx = inverse * (g - mean of g - x' * mean of g x'), where
/// g = dy * gamma and x' is the normalised x; without the mean of g where rows are not centred. `work` is
/// room for 4 C values.
template <bool Centred, bool Wanted, std::size_t N, std::size_t C, class T>
[[gnu::noinline]] constexpr void norm_rows_backward(const T* w, const T* x, const T* kept, const T* dy, T* dx,
                                                    T* dw, T* work) noexcept {
    constexpr std::size_t parameters = Centred ? 2 * C : C;
    for (std::size_t row = 0; row < N;) {
        fill<parameters>(T(0), work);
        for (const std::size_t end = std::min(N, row + detail::rows_of_block); row < end; ++row)
            detail::norm_row_backward<Centred, Wanted, C>(
                w, x + row * C, kept + row * detail::kept_of_row<Centred>, dy + row * C,
                Wanted ? dx + row * C : dx, work, work + parameters);
        add<parameters>(static_cast<const T*>(work), dw);
    }
}

}  // namespace ctnn::kernels
