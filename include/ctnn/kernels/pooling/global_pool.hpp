#pragma once

#include <algorithm>
#include <bit>
#include <concepts>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/pooling/pool2d.hpp>
#include <ctnn/kernels/values/parts.hpp>

// All pixels of an image, or all steps of a sequence, joined to one value for each channel.

namespace ctnn::kernels::inline CTNN_CODE {

namespace detail {

/// totals[k] = the pixels k, k + 8, ... of a row of `rounds` times 8 pixels.
template <class Op, class V, std::size_t Parts, class Pixel>
CTNN_INLINE constexpr void join_rounds(std::size_t first, std::size_t rounds, V (&totals)[Parts],
                                       Pixel pixel) noexcept {
    CTNN_UNROLL_FOR (std::size_t k = 0; k < Parts; ++k) totals[k] = pixel(first + k);
    CTNN_ROLL_FOR (std::size_t p = first + Parts; p < first + rounds * Parts; p += Parts)
        CTNN_UNROLL_FOR (std::size_t k = 0; k < Parts; ++k) totals[k] = Op::join(totals[k], pixel(p + k));
}

/// Pixel p goes to partial result p % 8, which starts anew every 128 pixels, and in the end these are folded
/// in halves: so that additions need not wait for each other, and their errors do not pile up. The same in
/// registers of any width.
template <std::size_t Pixels, class Op, class Pixel>
CTNN_INLINE constexpr auto join_pixels(Pixel pixel) noexcept {
    constexpr std::size_t parts = std::min<std::size_t>(8, std::bit_floor(Pixels)), most = 16;
    constexpr std::size_t rounds = Pixels / parts, rest = Pixels % parts, start = (rounds - 1) % most + 1;
    decltype(pixel(0)) totals[parts];
    join_rounds<Op>(0, start, totals, pixel);
    CTNN_ROLL_FOR (std::size_t p = start * parts; p < rounds * parts; p += most * parts) {
        decltype(pixel(0)) more[parts];
        join_rounds<Op>(p, most, more, pixel);
        CTNN_UNROLL_FOR (std::size_t k = 0; k < parts; ++k) totals[k] = Op::join(totals[k], more[k]);
    }
    CTNN_UNROLL_FOR (std::size_t k = 0; k < rest; ++k)
        totals[k] = Op::join(totals[k], pixel(Pixels - rest + k));
    CTNN_UNROLL_FOR (std::size_t half = parts / 2; half > 0; half /= 2)
        CTNN_UNROLL_FOR (std::size_t k = 0; k < half; ++k) totals[k] = Op::join(totals[k], totals[k + half]);
    return totals[0];
}

template <std::size_t Pixels, std::size_t Channels>
inline constexpr Windows whole{{1, 1, 1, 1, 0, 0}, {Pixels, Pixels, Pixels, 1, 0, 0}, Channels};

}  // namespace detail

/// y = the result of all pixels of `count` images; Op is Greatest, Least, Sum or Average.
template <std::size_t Pixels, std::size_t Channels, class Op, class T>
[[gnu::noinline]] constexpr void global_pool(const T* x, T* y, std::size_t count) noexcept {
    for (; count > 0; --count, x += Pixels * Channels, y += Channels)
        each_part<T, Channels>([&](auto part) CTNN_LAMBDA_INLINE {
            const auto all = detail::join_pixels<Pixels, Op>(
                [&](std::size_t p) CTNN_LAMBDA_INLINE { return part.load(x + p * Channels); });
            part.store(y, Op::template share<detail::whole<Pixels, Channels>>(all, detail::Constant<1>{},
                                                                              detail::Constant<Pixels>{}));
        });
}

/// Their gradients.
template <std::size_t Pixels, std::size_t Channels, class Op, class T>
constexpr void global_pool_backward(const T* x, const T* y, const T* dy, T* dx, std::size_t count) noexcept {
    constexpr Windows whole = detail::whole<Pixels, Channels>;
    if constexpr (std::same_as<Op, Greatest> || std::same_as<Op, Least>)
        max_pool_backward<whole>(x, y, dy, dx, count);
    else
        spread<whole, Op>(dy, dx, count);
}

}  // namespace ctnn::kernels::inline CTNN_CODE
