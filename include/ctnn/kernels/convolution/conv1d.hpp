#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/convolution/choice.hpp>
#include <ctnn/kernels/convolution/conv1d_ahead.hpp>
#include <ctnn/kernels/convolution/conv2d.hpp>
#include <ctnn/kernels/convolution/conv_depthwise.hpp>
#include <ctnn/kernels/convolution/convolution.hpp>
#include <ctnn/kernels/convolution/nested_tile.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/target.hpp>
#include <type_traits>

// A convolution of a sequence, whole or step by step, with the same bits: an output is added up in the same
// order whether it is alone or one of many.

namespace ctnn::kernels::inline CTNN_CODE {
namespace detail {

#ifndef CTNN_NO_SIMD

/// Outputs of a sequence by tiles, a register's lanes being filters. Even a single output has sums enough to
/// hide most of the latency of multiply-adds: it is memory that it waits for then.
template <Convolution C, class T>
struct BySteps {
    static constexpr std::size_t N = C.group_filters(), W = gemm_width<T>(N, true), Lanes = std::min(W, N);
    using P = Panels<N, W>;

    /// What also goes ahead has one chain, and with it tiles of some outputs even for the last ones.
    static constexpr bool one_chain = reproducible || goes_ahead<C>;
    static constexpr std::size_t chains = one_chain ? 1 : P::vectors == 1 ? 4 : 2;
    static constexpr std::size_t most =
        std::max<std::size_t>(1, std::min<std::size_t>(14, tile_registers / (P::vectors * chains)));
    static constexpr std::size_t few = goes_ahead<C> ? std::min((most + 1) / 2, C.columns.out()) : 1;

    /// Chains need a long innermost loop: over the window where channels are few and there are gaps.
    static constexpr Loop along_window{C.runs(), C.run_step(), C.run() * C.filters};
    static constexpr Loop along_run{C.run(), 1, C.filters};
    static constexpr bool window_is_inner = C.run() < 4 && C.runs() > 1 && (!reproducible || C.run() == 1);

    /// A register of a step's values, as it was stored, spreads for half of the loads, which are what one
    /// output waits for; into wider registers it takes as long as they do.
    static constexpr bool values_come_at_once = W == 4 && sizeof(T) == 4 && chains == 4 && P::vectors == 1 &&
                                                !window_is_inner && C.group_channels() % 4 == 0;

    template <std::size_t Rows>
    static constexpr Tile tile{.rows = Rows,
                               .vectors = P::vectors,
                               .last = P::last,
                               .chains = chains,
                               .in_line = Rows,
                               .row_step = C.aside(),
                               .line_step = 0,
                               .outer = {},
                               .middle = window_is_inner ? along_run : along_window,
                               .inner = window_is_inner ? along_window : along_run,
                               .at_once = Rows == 1 && values_come_at_once};

    template <class Act, std::size_t Rows>
    CTNN_INLINE static void outputs(const T* w, const T* bias, const T* from, T* y) noexcept {
        const FromMemory<Lanes, T> start{bias, 0};
        nested_tile<W, Lanes, tile<Rows>>(from, w, start, [&](auto& sums) CTNN_LAMBDA_INLINE {
            CTNN_UNROLL_FOR (std::size_t m = 0; m < Rows; ++m)
                CTNN_UNROLL_FOR (std::size_t j = 0; j < P::vectors; ++j) {
                    T* const to = y + m * C.filters + tile<Rows>.vector(j, W);
                    if constexpr (Rows == 1)  // a step's output is read at once
                        simd::store_part<Lanes>(to, Act::value(sums[m][j]));
                    else
                        simd::store_first<Lanes>(to, Act::value(sums[m][j]));
                }
        });
    }

    /// Whether one output is so little work that its code stands where it is called.
    static constexpr bool is_small = C.weights() <= 128 && C.groups == 1 && P::count == 1;

    template <class Act>
    CTNN_INLINE static void one(const T* w, const T* bias, const T* x, T* y) noexcept {
        outputs<Act, 1>(w, bias, x, y);
    }

    template <class Act>
    [[gnu::noinline]] static void steps(const T* w, const T* bias, const T* x, std::size_t count,
                                        T* y) noexcept {
        CTNN_ROLL_FOR (std::size_t g = 0; g < C.groups; ++g)
            CTNN_ROLL_FOR (std::size_t p = 0; p < P::count; ++p) {
                const std::size_t column = g * N + P::start(p);
                const auto some = [&]<std::size_t Rows>(std::size_t step) CTNN_LAMBDA_INLINE {
                    outputs<Act, Rows>(w + column, bias + column,
                                       x + step * C.aside() + g * C.group_channels(),
                                       y + step * C.filters + column);
                };
                std::size_t step = 0;
                if constexpr (most > 1) {
                    CTNN_ROLL_FOR (; step + most <= count; step += most) some.template operator()<most>(step);
                    // What is computed twice is the same; a few are quicker one by one.
                    if (step > 0 && 2 * (count - step) > most) {
                        some.template operator()<most>(count - most);
                        continue;
                    }
                }
                if constexpr (few > 1) {
                    CTNN_ROLL_FOR (; step + few <= count; step += few) some.template operator()<few>(step);
                    if (step > 0 && step < count) {
                        some.template operator()<few>(count - few);
                        continue;
                    }
                }
                CTNN_ROLL_FOR (; step < count; ++step) some.template operator()<1>(step);
            }
    }
};
#endif

// One output at a time and out of line: a compiler then has no occasion to round differently what is to be
// equal. In a loop it takes some outputs by vectors and others not, and fuses other multiply-adds there.

template <class Act, std::size_t N, class T>
[[gnu::noinline]] constexpr void activate_step(T* y) noexcept {
    activate<Act, 1, N>(static_cast<const T*>(y), y);
}

template <Convolution C, class T>
[[gnu::noinline]] constexpr void convolve_step(const T* w, const T* bias, const T* x, T* y) noexcept {
    convolve_pixel<C>(w, bias, x, y);
}

}  // namespace detail

/// y = f(x * W + b) for `count` outputs of a sequence, the first of which sees the window that begins at x.
template <Convolution C, class Act, class T>
    requires(C.is_sequence())
constexpr void convolve_steps(const T* w, const T* bias, const T* x, std::size_t count, T* y) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (simd::has_vectors<T>)
        if (!std::is_constant_evaluated()) {
            constexpr bool by_channels = sequence_kernel(C, simd::target<T>) == ConvolutionKernel::channels;
            using By = std::conditional_t<by_channels, detail::ByChannels<C, T>, detail::BySteps<C, T>>;
            By::template steps<detail::InEpilogue<Act>>(w, bias, x, count, y);
            if constexpr (detail::comes_after<Act>)
                for (; count > 0; --count, y += C.filters) detail::activate_step<Act, C.filters>(y);
            return;
        }
#endif
    for (std::size_t step = 0; step < count; ++step, y += C.filters) {
        detail::convolve_step<C>(w, bias, x + step * C.aside(), y);
        if constexpr (!detail::IsLinear<Act>) detail::activate_step<Act, C.filters>(y);
    }
}

/// The same for one output, with its bits.
template <Convolution C, class Act, class T>
CTNN_INLINE constexpr void convolve_one(const T* w, const T* bias, const T* x, T* y) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (simd::has_vectors<T>)
        if constexpr (sequence_kernel(C, simd::target<T>) == ConvolutionKernel::steps)
            if constexpr (detail::BySteps<C, T>::is_small)
                if (!std::is_constant_evaluated()) {
                    detail::BySteps<C, T>::template one<detail::InEpilogue<Act>>(w, bias, x, y);
                    if constexpr (detail::comes_after<Act>) detail::activate_step<Act, C.filters>(y);
                    return;
                }
#endif
    convolve_steps<C, Act>(w, bias, x, 1, y);
}

/// y = f(x * W + b) for B sequences. `padded` has room for one that is padded, if the convolution pads.
template <Convolution C, std::size_t B, class Act, class T>
constexpr void convolve_sequences(const T* w, const T* bias, const T* x, T* y, T* padded) noexcept {
    if constexpr (C.is_padded()) clear_padded<C>(padded);
    for (std::size_t s = 0; s < B; ++s) {
        const T* from = x + s * C.in();
        if constexpr (C.is_padded()) {
            pad<C>(from, padded);
            from = padded;
        }
        convolve_steps<C, Act>(w, bias, from, C.columns.out(), y + s * C.out());
    }
}

}  // namespace ctnn::kernels::inline CTNN_CODE
