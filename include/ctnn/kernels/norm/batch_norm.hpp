#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/values/columns.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/math/math.hpp>

// Batch normalisation of N rows with C columns: y = (x - mean) / sqrt(variance + epsilon) * gamma + beta,
// each column by its own mean and variance.

namespace ctnn::kernels::inline CTNN_CODE {
namespace detail {

struct Total {
    static constexpr std::size_t sums = 1;
    template <class V>
    CTNN_INLINE static constexpr void add(std::array<V, 1>& sum, const V&, const V& x) noexcept {
        sum[0] = sum[0] + x;
    }
};

struct SquaresFromCentre {
    static constexpr std::size_t sums = 1;
    template <class V>
    CTNN_INLINE static constexpr void add(std::array<V, 1>& sum, const V& centre, const V& x) noexcept {
        const V off = x - centre;
        sum[0] = math::fma(off, off, sum[0]);
    }
};

/// Of dy, and of dy * (x - centre).
struct GradientFromCentre {
    static constexpr std::size_t sums = 2;
    template <class V>
    CTNN_INLINE static constexpr void add(std::array<V, 2>& sum, const V& centre, const V& x,
                                          const V& dy) noexcept {
        sum[0] = sum[0] + dy;
        sum[1] = math::fma(dy, x - centre, sum[1]);
    }
};

/// y = (x - mean) * factor + beta.
template <std::size_t N, std::size_t C, class T>
constexpr void standardise(const T* mean, const T* factor, const T* beta, const T* x, T* y) noexcept {
    map_columns<N, C>([](auto m, auto f, auto b, auto v) { return math::fma(v - m, f, b); },
                      std::array<const T*, 3>{mean, factor, beta}, y, x);
}

/// 1 / sqrt(variance + epsilon), in place or not. NaN where the variance is infinite, or all would be 0.
template <std::size_t C, class T>
constexpr void inverse_deviations(const T* variance, T epsilon, T* to) noexcept {
    const auto inverse = [epsilon](auto v) {
        using V = decltype(v);
        if (math::is_constant_infinite(v)) return V(math::nan<T>);
        return V(1) / math::sqrt(v + V(epsilon) + (v - v));
    };
    transform<C>(inverse, to, variance);
}

template <std::size_t C, class T>
constexpr void multiply(const T* a, const T* b, T* to) noexcept {
    transform<C>([](auto u, auto v) { return u * v; }, to, a, b);
}

}  // namespace detail

/// Mean and variance, the sum of squares divided by N, in two passes: what a mean is made of may be far
/// greater than what it is off.
template <std::size_t N, std::size_t C, class T>
constexpr void column_statistics(const T* x, T* mean, T* variance) noexcept {
    const auto divide = [](auto v) { return v / decltype(v)(T(N)); };
    column_sums<detail::Total, N, C>(x, std::array<T*, 1>{mean}, x);
    transform<C>(divide, mean, static_cast<const T*>(mean));
    column_sums<detail::SquaresFromCentre, N, C>(static_cast<const T*>(mean), std::array<T*, 1>{variance}, x);
    transform<C>(divide, variance, static_cast<const T*>(variance));
}

/// running += momentum * (new - running), for means and for variances; the variance of N values is scaled to
/// the unbiased one. One value has none: then the running variance stays.
template <std::size_t N, std::size_t C, class T>
constexpr void run_statistics(const T* mean, const T* variance, T momentum, T* running) noexcept {
    const auto run = [=](T scale) {
        return [=](auto old, auto now) {
            using V = decltype(old);
            return V(1 - momentum) * old + V(momentum * scale) * now;
        };
    };
    transform<C>(run(T(1)), running, static_cast<const T*>(running), mean);
    if constexpr (N > 1)
        transform<C>(run(T(double(N) / double(N - 1))), running + C, static_cast<const T*>(running + C),
                     variance);
}

/// By given means and variances, one after the other in `running`; w holds gamma, then beta. `factor` is
/// room for C values.
template <std::size_t N, std::size_t C, class T>
constexpr void batch_norm(const T* w, const T* running, T epsilon, const T* x, T* y, T* factor) noexcept {
    detail::inverse_deviations<C>(running + C, epsilon, factor);
    detail::multiply<C>(static_cast<const T*>(factor), w, factor);
    detail::standardise<N, C>(running, static_cast<const T*>(factor), w + C, x, y);
}

/// By the statistics of x itself, which also go into the running ones. Keeps means and inverse deviations.
template <std::size_t N, std::size_t C, class T>
constexpr void batch_norm_forward(const T* w, T* running, T momentum, T epsilon, const T* x, T* y, T* kept,
                                  T* factor) noexcept {
    column_statistics<N, C>(x, kept, kept + C);
    run_statistics<N, C>(static_cast<const T*>(kept), static_cast<const T*>(kept + C), momentum, running);
    detail::inverse_deviations<C>(static_cast<const T*>(kept + C), epsilon, kept + C);
    detail::multiply<C>(static_cast<const T*>(kept + C), w, factor);
    detail::standardise<N, C>(static_cast<const T*>(kept), static_cast<const T*>(factor), w + C, x, y);
}

/// OVERWRITES dx where y is by given variances.
template <std::size_t N, std::size_t C, class T>
constexpr void batch_norm_backward_standing(const T* w, const T* running, T epsilon, const T* dy,
                                            T* dx) noexcept {
    map_columns<N, C>(
        [epsilon](auto gamma, auto variance, auto d) {
            return d * gamma / math::sqrt(variance + decltype(variance)(epsilon));
        },
        std::array<const T*, 2>{w, running + C}, dx, dy);
}

/// ADDS to dw, and where it is Wanted OVERWRITES dx, through the statistics too:
/// dx = gamma / deviation * (dy - mean of dy - x' * mean of dy x'), x' the normalised x. `work` is room for
/// 3 C values.
template <bool Wanted, std::size_t N, std::size_t C, class T>
constexpr void batch_norm_backward(const T* w, const T* x, const T* kept, const T* dy, T* dx, T* dw,
                                   T* work) noexcept {
    T *const total = work, *const slope = work + C, *const factor = work + 2 * C;
    const T *const mean = kept, *const inverse = kept + C;
    column_sums<detail::GradientFromCentre, N, C>(mean, std::array<T*, 2>{total, slope}, x, dy);
    transform<C>([](auto sum, auto s, auto i) { return math::fma(s, i, sum); }, dw, static_cast<const T*>(dw),
                 static_cast<const T*>(slope), inverse);
    add<C>(static_cast<const T*>(total), dw + C);
    if constexpr (Wanted) {
        detail::multiply<C>(inverse, w, factor);
        transform<C>([](auto t) { return t / decltype(t)(T(N)); }, total, static_cast<const T*>(total));
        transform<C>([](auto s, auto f, auto i) { return s / decltype(s)(-T(N)) * i * i * f; }, slope,
                     static_cast<const T*>(slope), static_cast<const T*>(factor), inverse);
        map_columns<N, C>(
            [](auto m, auto t, auto s, auto f, auto v, auto d) { return math::fma(v - m, s, f * (d - t)); },
            std::array<const T*, 4>{mean, total, slope, factor}, dx, x, dy);
    }
}

}  // namespace ctnn::kernels::inline CTNN_CODE
