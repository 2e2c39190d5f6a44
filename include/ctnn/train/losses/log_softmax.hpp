#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/finite.hpp>
#include <ctnn/kernels/values/reduce.hpp>
#include <ctnn/kernels/values/softmax.hpp>
#include <ctnn/math/math.hpp>

// What the losses on probabilities share.

namespace ctnn::detail::inline CTNN_CODE {

/// The logarithm of softmax: log p[i] = of(z[i]). The greatest logit is taken off before anything is
/// added to it: neither overflow nor, with logits of 10^4, cancellation.
template <class T>
struct LogSoftmax {
    T most, log_total;

    CTNN_MEMBER constexpr T of(T z) const noexcept {
        return z == most ? -log_total : (z - most) - log_total;  // infinity less infinity is NaN
    }
};

/// The class whose logit is infinite, if no other is: its probability is 1. Else N, as where a logit is NaN.
template <std::size_t N, class T>
[[gnu::noinline, gnu::cold]] constexpr std::size_t infinite_class(const T* z) noexcept {
    std::size_t certain = N;
    for (std::size_t i = 0; i < N; ++i) {
        if (z[i] != z[i] || (z[i] == math::infinity<T> && certain != N)) return N;
        if (z[i] == math::infinity<T>) certain = i;
    }
    return certain;
}

template <std::size_t N, class T>
constexpr std::size_t certain_class(const T* z) noexcept {
    return kernels::all_finite<N>(z) ? N : infinite_class<N>(z);
}

template <std::size_t N, class T>
constexpr LogSoftmax<T> log_softmax(const T* z) noexcept {
    if (certain_class<N>(z) < N) return {math::infinity<T>, T(0)};
    const T most = kernels::maximum<N>(z);
    T powers[N];
    kernels::transform<N>([most](auto v) { return math::exp(v - decltype(v)(most)); }, powers, z);
    return {most, math::log(kernels::sum<N>(powers))};
}

/// dz = softmax(z) * total - target, total = the sum of the targets: the gradient of cross-entropy and of
/// Kullback and Leibler's divergence, for targets that add up to 1 and for any others.
template <std::size_t N, class T>
constexpr void softmax_less_target(const T* z, const T* target, T* dz) noexcept {
    if (const std::size_t certain = certain_class<N>(z); certain < N)
        for (std::size_t i = 0; i < N; ++i) dz[i] = T(i == certain);
    else
        kernels::softmax<N>(z, dz);
    const T total = kernels::sum<N>(target);
    for (std::size_t i = 0; i < N; ++i) dz[i] = dz[i] * total - target[i];
}

/// weight * x, but 0 where a weight of 0 meets an infinite x; NaN stays NaN.
template <class T>
constexpr T weighted(T weight, T x) noexcept {
    return weight == 0 && x == x ? T(0) : weight * x;
}

/// log x, but at least -100, so that a probability of 0 costs much but not everything. PyTorch's BCELoss
/// does so too.
template <class T>
constexpr T bounded_log(T x) noexcept {
    const T y = math::log(x);
    return y < T(-100) ? T(-100) : y;
}

}  // namespace ctnn::detail::inline CTNN_CODE
