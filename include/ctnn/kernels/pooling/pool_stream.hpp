#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/pooling/pool2d.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/parts.hpp>

// Windows along a sequence whose steps come one by one, or some at a time. What is kept are the steps before
// the next one that its window sees, in a ring: the values of step s lie in place s % (window - 1).

namespace ctnn::kernels::inline CTNN_CODE {

/// Whether a window reaches beyond the last step, so that its result waits for the sequence's end.
template <Windows G>
inline constexpr bool looks_ahead =
    (G.columns.out() - 1) * G.columns.stride + G.columns.window > G.columns.before + G.columns.in;

/// Values kept from step to step.
template <Windows G>
inline constexpr std::size_t stream_memory = (G.columns.window - 1) * G.channels;

namespace detail {

template <Windows G>
inline constexpr std::size_t ring = G.columns.window - 1;

/// Where step s lies: among those that came now, which start with step t, or in the ring.
template <Windows G, class T>
CTNN_INLINE constexpr const T* step_at(std::size_t s, std::size_t t, const T* x, const T* memory) noexcept {
    if constexpr (ring<G> > 0)
        if (s < t) return memory + s % ring<G> * G.channels;
    return x + (s - t) * G.channels;
}

/// The window whose last step is `last`, its values joined in the order in which `pool` joins them.
template <Windows G, class Op, class T>
CTNN_INLINE constexpr void pool_window(std::size_t last, std::size_t t, const T* x, T* y,
                                       const T* memory) noexcept {
    constexpr std::size_t window = G.columns.window;
    const std::size_t first = last + 1 > window ? last + 1 - window : 0, seen = last + 1 - first;
    each_part<T, G.channels>([&](auto part) CTNN_LAMBDA_INLINE {
        auto all = part.load(step_at<G>(first, t, x, memory));
        for (std::size_t s = first + 1; s <= last; ++s)
            all = Op::join(all, part.load(step_at<G>(s, t, x, memory)));
        if (seen == window)
            part.store(y, Op::template share<G>(all, Constant<1>{}, Constant<window>{}));
        else
            part.store(y, Op::template share<G>(all, std::size_t{1}, seen));
    });
}

}  // namespace detail

/// `count` steps, the first of them step t, through windows along a sequence: an image of one row, none of
/// whose windows looks ahead. Returns how many results were written, the bits of `pool` on the whole
/// sequence.
template <Windows G, class Op, class T>
constexpr std::size_t pool_stream(std::size_t t, const T* x, std::size_t count, T* y, T* memory) noexcept {
    constexpr std::size_t delay = G.columns.window - 1 - G.columns.before, period = G.columns.stride;
    const std::size_t end = t + count;
    const std::size_t due = t <= delay ? delay : delay + (t - delay + period - 1) / period * period;
    std::size_t written = 0;
    for (std::size_t last = due; last < end; last += period, ++written)
        detail::pool_window<G, Op>(last, t, x, y + written * G.channels, static_cast<const T*>(memory));
    if constexpr (constexpr std::size_t kept = detail::ring<G>; kept > 0)
        for (std::size_t s = count > kept ? end - kept : t; s < end; ++s)
            copy<G.channels>(x + (s - t) * G.channels, memory + s % kept * G.channels);
    return written;
}

}  // namespace ctnn::kernels::inline CTNN_CODE
