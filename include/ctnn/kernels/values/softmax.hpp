#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/reduce.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <ctnn/math/math.hpp>

namespace ctnn::kernels::inline CTNN_CODE {

/// e^x for x <= 0, as exactly as there is; other functions may be given in its place.
struct ExpOfNegative {
    template <class V>
    CTNN_INLINE constexpr V operator()(V x) const noexcept {
        return math::detail::exp_of_negative(x);
    }
};

/// Each sample's softmax of its N values, in place.
template <std::size_t N, class V, class Exp = ExpOfNegative>
CTNN_INLINE void softmax_lanes(V* y, Exp exp = {}) noexcept {
    V most = y[0], total(0);
    CTNN_UNROLL_FOR (std::size_t i = 1; i < N; ++i) most = math::max(most, y[i]);
    CTNN_UNROLL_FOR (std::size_t i = 0; i < N; ++i) {
        y[i] = exp(y[i] - most);
        total = total + y[i];
    }
    if constexpr (reproducible) total = detail::reproducible_sum<N>([](const V& v) { return v; }, y);
    CTNN_UNROLL_FOR (std::size_t i = 0; i < N; ++i) y[i] = y[i] / total;
}

#ifndef CTNN_NO_SIMD
/// y[i] = exp(z[i]) / sum of exp(z[j]), in place, without leaving the registers.
template <class T, std::size_t N, class Exp = ExpOfNegative>
CTNN_INLINE void softmax(Row<T, N>& row, Exp exp = {}) noexcept {
    using V = simd::vec<T, Row<T, N>::width>;
    const V most =
        detail::fold(row, -math::infinity<T>, [](V a, V b) CTNN_LAMBDA_INLINE { return simd::max(a, b); });
    transform(row, [&](V v) CTNN_LAMBDA_INLINE { return exp(v - most); });
    V total;
    if constexpr (reproducible) {
        T values[N];
        store(values, row);
        total = V(sum<N>(values));
    } else {
        total = detail::fold(row, T(0), [](V a, V b) CTNN_LAMBDA_INLINE { return a + b; });
    }
    transform(row, [&](V v) CTNN_LAMBDA_INLINE { return v / total; });
}
#endif

/// y[i] = exp(z[i]) / sum of exp(z[j]), in place or not. The maximum is taken off first, so that nothing
/// overflows.
template <std::size_t N, class T, class Exp = ExpOfNegative>
constexpr void softmax(const T* z, T* y, Exp exp = {}) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (simd::has_vectors<T>) {
        if constexpr (Row<T, N>::count <= 4)
            if (!std::is_constant_evaluated()) {
                Row<T, N> row = InMemory<T, N>{z}.row();
                softmax(row, exp);
                return store(y, row);
            }
    }
#endif
    const T most = maximum<N>(z);
    transform<N>([most, exp](auto v) { return exp(v - decltype(v)(most)); }, y, z);
    const T total = sum<N>(y);
    transform<N>([total](auto v) { return v / decltype(v)(total); }, y, static_cast<const T*>(y));
}

/// dz = y * (dy - sum of y[j] * dy[j]): the gradient through the whole Jacobian of softmax.
template <std::size_t N, class T>
constexpr void softmax_gradient(const T* y, const T* dy, T* dz) noexcept {
    const T mean = dot<N>(y, dy);
    transform<N>([mean](auto p, auto d) { return p * (d - decltype(d)(mean)); }, dz, y, dy);
}

}  // namespace ctnn::kernels::inline CTNN_CODE
