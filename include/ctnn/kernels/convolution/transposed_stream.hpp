#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/convolution/convolution.hpp>
#include <ctnn/kernels/dense/dense_gradients.hpp>
#include <ctnn/kernels/values/biases.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/reduce.hpp>
#include <type_traits>

namespace ctnn::kernels::inline CTNN_CODE {

/// A convolution C that is gone through the other way, from its outputs to its inputs, whose steps come in
/// turn: each paints a window of sums, of which the first `stride` are then done. It remembers the others.
template <Convolution C, class Act, bool HasBias>
struct TransposedStream {
    static constexpr std::size_t window = C.columns.window, stride = C.columns.stride, channels = C.filters,
                                 filters = C.channels;
    static constexpr std::size_t painted = std::max(C.columns.reach(), stride), unfinished = painted - stride;
    static constexpr std::size_t delay = 0, period = 1, rate = stride, memory = unfinished * filters,
                                 scratch = (painted + window) * filters;

    /// Takes `count` steps, the first of which is number t; returns the number of outputs. Out of line, so
    /// that one and many are the same code.
    template <class T>
    [[gnu::noinline]] static constexpr std::size_t run(const T* w, std::size_t t, const T* x,
                                                       std::size_t count, T* y, T* kept, T* work) noexcept {
        const T* const bias = biases<HasBias, filters>(w + C.weights());
        T *const sums = work, *const share = work + painted * filters;
        if (t == 0) repeat<unfinished>(bias, kept);
        for (std::size_t step = 0; step < count; ++step, x += channels, y += stride * filters) {
            copy<memory>(static_cast<const T*>(kept), sums);
            repeat<stride>(bias, sums + memory);
            paint(w, x, share);
            for (std::size_t k = 0; k < window; ++k)
                add<filters>(static_cast<const T*>(share) + k * filters,
                             sums + k * C.columns.dilation * filters);
            copy<memory>(static_cast<const T*>(sums) + stride * filters, kept);
            if constexpr (detail::IsLinear<Act>)
                copy<stride * filters>(static_cast<const T*>(sums), y);
            else
                activate<Act, stride, filters>(static_cast<const T*>(sums), y);
        }
        return count * stride;
    }

  private:
    /// What a step adds to each place of the window, and each filter.
    template <class T>
    static constexpr void paint(const T* w, const T* x, T* share) noexcept {
        if constexpr (C.groups == 1) {
            data_gradient<1, window * filters, channels>(w, x, share);
        } else {
            constexpr std::size_t own = C.group_channels(), seen = C.group_filters();
            for (std::size_t k = 0; k < window; ++k)
                for (std::size_t f = 0; f < filters; ++f) {
                    const std::size_t first = f / own * seen;
                    const T* const row = w + (k * own + f % own) * channels + first;
                    share[k * filters + f] =
                        reproducible ? detail::dot_in_order<seen>(row, x + first) : dot<seen>(row, x + first);
                }
        }
    }

    template <std::size_t Rows, class T>
    static constexpr void repeat(const T* row, T* to) noexcept {
        for (std::size_t r = 0; r < Rows; ++r) copy<filters>(row, to + r * filters);
    }
};

}  // namespace ctnn::kernels::inline CTNN_CODE
