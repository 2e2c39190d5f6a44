#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/pooling/windows.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/parts.hpp>
#include <ctnn/math/primitives.hpp>
#include <type_traits>

// Images of another size, whose pixels are means of the two nearest rows' and columns', by their nearness.

namespace ctnn::kernels::inline CTNN_CODE {
namespace detail {

/// Where an output lies between two inputs of an axis: `nearness` of the later one, 1 less that of the first.
struct Between {
    std::size_t first = 0, later = 0;
    double nearness = 0;
};

/// For each output of an axis of `In` inputs. The outer edges of the outermost pixels lie on each other; or,
/// with Corners, their centres.
template <std::size_t In, std::size_t Out, bool Corners>
inline constexpr auto between = [] {
    std::array<Between, Out> places{};
    for (std::size_t o = 0; o < Out; ++o) {
        double at = Corners ? (Out > 1 ? static_cast<double>(o * (In - 1)) / static_cast<double>(Out - 1) : 0)
                            : static_cast<double>((2 * o + 1) * In) / static_cast<double>(2 * Out) - 0.5;
        at = at < 0 ? 0 : at;
        const auto first = static_cast<std::size_t>(at);
        places[o] = {first, first + 1 < In ? first + 1 : first, at - static_cast<double>(first)};
    }
    return places;
}();

/// Calls f(the output's place, the four inputs' places, their weights), row by row.
template <Windows Great, bool Corners, class T, class F>
CTNN_INLINE constexpr void each_between(F f) noexcept {
    constexpr std::size_t height = Great.rows.in, width = Great.columns.in, channels = Great.channels;
    constexpr std::size_t rows = Great.rows.out(), columns = Great.columns.out();
    constexpr auto& down = between<rows, height, Corners>;
    constexpr auto& along = between<columns, width, Corners>;
    std::size_t to = 0;
    for (std::size_t r = 0; r < height; ++r)
        for (std::size_t c = 0; c < width; ++c, to += channels) {
            const Between &row = down[r], &column = along[c];
            const std::size_t above = row.first * columns, below = row.later * columns;
            const T low = static_cast<T>(row.nearness), right = static_cast<T>(column.nearness);
            const std::array<std::size_t, 4> places{
                (above + column.first) * channels, (above + column.later) * channels,
                (below + column.first) * channels, (below + column.later) * channels};
            const std::array<T, 4> weights{(1 - low) * (1 - right), (1 - low) * right, low * (1 - right),
                                           low * right};
            f(to, places, weights);
        }
}

}  // namespace detail

/// y = the greater image, whose windows are the smaller one's pixels, for `count` images.
template <Windows Great, bool Corners, class T>
[[gnu::noinline]] constexpr void enlarge(const T* x, T* y, std::size_t count) noexcept {
    for (; count > 0; --count, x += Great.out(), y += Great.in())
        detail::each_between<Great, Corners, T>(
            [&](std::size_t to, const auto& places, const auto& weights) CTNN_LAMBDA_INLINE {
                each_part<T, Great.channels>([&](auto part) CTNN_LAMBDA_INLINE {
                    auto sum = part.load(x + places[0]);
                    using V = decltype(sum);
                    sum = sum * V(weights[0]);
                    for (std::size_t k = 1; k < 4; ++k)
                        sum = math::fma(part.load(x + places[k]), V(weights[k]), sum);
                    part.store(y + to, sum);
                });
            });
}

/// OVERWRITES dx.
template <Windows Great, bool Corners, class T>
[[gnu::noinline]] constexpr void enlarge_backward(const T* dy, T* dx, std::size_t count) noexcept {
    for (; count > 0; --count, dx += Great.out(), dy += Great.in()) {
        fill<Great.out()>(T(0), dx);
        detail::each_between<Great, Corners, T>(
            [&](std::size_t from, const auto& places, const auto& weights) CTNN_LAMBDA_INLINE {
                each_part<T, Great.channels>([&](auto part) CTNN_LAMBDA_INLINE {
                    const auto slope = part.load(dy + from);
                    using V = std::remove_const_t<decltype(slope)>;
                    for (std::size_t k = 0; k < 4; ++k) part.add(dx + places[k], V(slope * V(weights[k])));
                });
            });
    }
}

}  // namespace ctnn::kernels::inline CTNN_CODE
