#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/norm/batch_norm.hpp>
#include <ctnn/kernels/values/columns.hpp>
#include <ctnn/kernels/values/elementwise.hpp>

// Normalisation of a sample of N positions with C channels, of which G groups go together, each by its own
// mean and variance: y = (x - mean) / sqrt(variance + epsilon) * gamma + beta, gamma and beta of the channel.

namespace ctnn::kernels::inline CTNN_CODE {
namespace detail {

/// The sum of each group's columns over `count`, for each of the columns.
template <std::size_t C, std::size_t G, class T>
constexpr void share_in_groups(T* columns, T count) noexcept {
    constexpr std::size_t each = C / G;
    for (std::size_t group = 0; group < G; ++group, columns += each) {
        T sum = 0;
        for (std::size_t c = 0; c < each; ++c) sum += columns[c];
        fill<each>(sum / count, columns);
    }
}

}  // namespace detail

/// Keeps the mean and the inverse deviation of each channel's group, 2 C values; `factor` is room for C.
template <std::size_t N, std::size_t C, std::size_t G, class T>
constexpr void group_norm(const T* w, T epsilon, const T* x, T* y, T* kept, T* factor) noexcept {
    constexpr T count = T(N * (C / G));
    T *const mean = kept, *const inverse = kept + C;
    column_sums<detail::Total, N, C>(x, std::array<T*, 1>{mean}, x);
    detail::share_in_groups<C, G>(mean, count);
    column_sums<detail::SquaresFromCentre, N, C>(static_cast<const T*>(mean), std::array<T*, 1>{inverse}, x);
    detail::share_in_groups<C, G>(inverse, count);
    detail::inverse_deviations<C>(static_cast<const T*>(inverse), epsilon, inverse);
    detail::multiply<C>(static_cast<const T*>(inverse), w, factor);
    detail::standardise<N, C>(static_cast<const T*>(mean), static_cast<const T*>(factor), w + C, x, y);
}

/// ADDS to dw, and where it is Wanted OVERWRITES dx = inverse * (g - mean of g - x' * mean of g x'), where g
/// = dy * gamma, x' is the normalised x and the means are the group's. `work` is room for 3 C values.
template <bool Wanted, std::size_t N, std::size_t C, std::size_t G, class T>
constexpr void group_norm_backward(const T* w, const T* x, const T* kept, const T* dy, T* dx, T* dw,
                                   T* work) noexcept {
    constexpr T count = T(N * (C / G));
    T *const total = work, *const slope = work + C, *const factor = work + 2 * C;
    const T *const mean = kept, *const inverse = kept + C;
    column_sums<detail::GradientFromCentre, N, C>(mean, std::array<T*, 2>{total, slope}, x, dy);
    detail::multiply<C>(static_cast<const T*>(slope), inverse, slope);
    add<C>(static_cast<const T*>(slope), dw);
    add<C>(static_cast<const T*>(total), dw + C);
    if constexpr (Wanted) {
        detail::multiply<C>(static_cast<const T*>(total), w, total);
        detail::multiply<C>(static_cast<const T*>(slope), w, slope);
        detail::share_in_groups<C, G>(total, count);
        detail::share_in_groups<C, G>(slope, count);
        transform<C>([](auto t, auto i) { return -t * i; }, total, static_cast<const T*>(total), inverse);
        transform<C>([](auto s, auto i) { return -s * i * i; }, slope, static_cast<const T*>(slope), inverse);
        detail::multiply<C>(inverse, w, factor);
        map_columns<N, C>([](auto m, auto t, auto s, auto f, auto v,
                             auto d) { return math::fma(v - m, s, math::fma(f, d, t)); },
                          std::array<const T*, 4>{mean, total, slope, factor}, dx, x, dy);
    }
}

}  // namespace ctnn::kernels::inline CTNN_CODE
