#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/math/math.hpp>

// The little linear algebra that second-order steps need: own, so that it is constexpr, the same everywhere
// and needs no library. Matrices are square, symmetric, of N rows one after the other.

namespace ctnn::detail::inline CTNN_CODE {

/// to[i] += factor * from[i] for `count` values.
template <class T>
constexpr void add_scaled(T factor, const T* from, T* to, std::size_t count) noexcept {
    constexpr std::size_t at_once = 8;
    std::size_t i = 0;
    for (; i + at_once <= count; i += at_once)
        kernels::transform<at_once>([factor](auto a, auto b) { return a + decltype(a)(factor) * b; }, to + i,
                                    static_cast<const T*>(to + i), from + i);
    for (; i < count; ++i) to[i] += factor * from[i];
}

/// OVERWRITES the upper triangle of a positive definite A, which alone is read, with U of A = U'U: Cholesky.
/// False where A is not positive definite; the triangle then means nothing.
/// (Golub, Van Loan: Matrix computations, 4th edition, 4.2.)
template <std::size_t N, class T>
constexpr bool factor(T* a) noexcept {
    for (std::size_t k = 0; k < N; ++k) {
        T* const row = a + k * N;
        if (!(row[k] > 0) || !is_finite(row[k])) return false;
        const T root = math::sqrt(row[k]);
        for (std::size_t j = k; j < N; ++j) row[j] /= root;
        for (std::size_t i = k + 1; i < N; ++i) add_scaled(-row[i], row + i, a + i * N + i, N - i);
    }
    return true;
}

/// Solves A x = b: OVERWRITES the upper triangle of A with its factor, and b with x. False where A is not
/// positive definite; b then stays.
template <std::size_t N, class T>
constexpr bool solve_positive_definite(T* a, T* b) noexcept {
    if (!factor<N>(a)) return false;
    for (std::size_t k = 0; k < N; ++k) {
        b[k] /= a[k * N + k];
        add_scaled(-b[k], a + k * N + k + 1, b + k + 1, N - k - 1);
    }
    for (std::size_t k = N; k-- > 0;) {
        T rest = b[k];
        for (std::size_t j = k + 1; j < N; ++j) rest -= a[k * N + j] * b[j];
        b[k] = rest / a[k * N + k];
    }
    return true;
}

}  // namespace ctnn::detail::inline CTNN_CODE
