#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/values/elementwise.hpp>

// Gated units: of rows of 2 N values the first N, each by the activation of its fellow among the last N.

namespace ctnn::kernels::inline CTNN_CODE {

/// y = a * Act(b) for `rows` rows. One function for any number, of which the compiler must not know more: a
/// row is to become the same in a stream as among all of a sequence.
template <class Act, std::size_t N, class T>
[[gnu::noinline]] constexpr void glu(const T* x, T* y, std::size_t rows) noexcept {
    for (conceal(rows); rows > 0; --rows, x += 2 * N, y += N)
        transform<N, detail::InLanes<Act>>([](auto a, auto b) { return a * detail::value<Act>(b); }, y, x,
                                           x + N);
}

/// OVERWRITES dx.
template <class Act, std::size_t N, class T>
[[gnu::noinline]] constexpr void glu_backward(const T* x, const T* dy, T* dx, std::size_t rows) noexcept {
    for (; rows > 0; --rows, x += 2 * N, dx += 2 * N, dy += N) {
        transform<N, detail::InLanes<Act>>([](auto b, auto d) { return d * detail::value<Act>(b); }, dx,
                                           x + N, dy);
        transform<N, detail::InLanes<Act>>(
            [](auto a, auto b, auto d) { return d * a * detail::slope<Act>(b, detail::value<Act>(b)); },
            dx + N, x, x + N, dy);
    }
}

}  // namespace ctnn::kernels::inline CTNN_CODE
