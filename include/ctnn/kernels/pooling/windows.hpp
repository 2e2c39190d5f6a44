#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/kernels/pooling/choice.hpp>

// The windows of an image, one after the other, and the pixels in them. The channels of a pixel lie side by
// side: they are what vectors hold.

namespace ctnn::kernels::inline CTNN_CODE {

/// Windows over an image of rows x columns x channels. No window lies wholly outside.
struct Windows {
    ctnn::detail::Axis rows, columns;
    std::size_t channels;

    CTNN_INLINE constexpr std::size_t in() const noexcept { return rows.in * columns.in * channels; }
    CTNN_INLINE constexpr std::size_t out() const noexcept { return rows.out() * columns.out() * channels; }
    /// From a value to the one below it.
    CTNN_INLINE constexpr std::size_t row() const noexcept { return columns.in * channels; }

    CTNN_INLINE constexpr bool stay_inside() const noexcept { return ends(rows) && ends(columns) && !pads(); }
    /// Whether every input lies in exactly one window.
    CTNN_INLINE constexpr bool tile() const noexcept { return tiles(rows) && tiles(columns); }
    CTNN_INLINE constexpr bool overlap() const noexcept {
        return rows.window > rows.stride || columns.window > columns.stride;
    }

  private:
    CTNN_INLINE constexpr bool pads() const noexcept { return rows.before > 0 || columns.before > 0; }
    static constexpr std::size_t end(const ctnn::detail::Axis& axis) noexcept {
        return (axis.out() - 1) * axis.stride + axis.window;
    }
    static constexpr bool ends(const ctnn::detail::Axis& axis) noexcept {
        return end(axis) <= axis.before + axis.in;
    }
    static constexpr bool tiles(const ctnn::detail::Axis& axis) noexcept {
        return axis.window == axis.stride && end(axis) >= axis.before + axis.in;
    }
};

namespace detail {

template <std::size_t N>
using Constant = std::integral_constant<std::size_t, N>;

/// The part of a window that lies on the axis.
struct Inside {
    std::size_t from, count;
};

template <ctnn::detail::Axis A>
CTNN_INLINE constexpr Inside inside(std::size_t window) noexcept {
    const std::size_t start = window * A.stride, end = start + A.window;
    const std::size_t first = start > A.before ? start : A.before;
    const std::size_t last = end < A.before + A.in ? end : A.before + A.in;
    return {first - A.before, last - first};
}

/// Calls f(where the window starts, where its result lies, its rows, its columns), the last two of them
/// Constants unless the window juts out.
template <Windows G, class F>
CTNN_INLINE constexpr void each_window(F f) noexcept {
    constexpr Constant<G.rows.window> height;
    constexpr Constant<G.columns.window> width;
    std::size_t to = 0;
    for (std::size_t r = 0; r < G.rows.out(); ++r)
        for (std::size_t c = 0; c < G.columns.out(); ++c, to += G.channels) {
            if constexpr (G.stay_inside()) {
                f(r * G.rows.stride * G.row() + c * G.columns.stride * G.channels, to, height, width);
            } else {
                const Inside rows = inside<G.rows>(r), columns = inside<G.columns>(c);
                const std::size_t from = rows.from * G.row() + columns.from * G.channels;
                if (rows.count == height && columns.count == width)
                    f(from, to, height, width);
                else
                    f(from, to, rows.count, columns.count);
            }
        }
}

/// Whether a window's pixels are unrolled, which asks that its extents are Constants.
template <class Height, class Width>
concept SmallWindow =
    requires { requires window_kernel(Height::value, Width::value) == WindowKernel::unrolled; };

/// Calls f(row, column) for all pixels of a window, row by row.
template <class Height, class Width, class F>
CTNN_INLINE constexpr void each_pixel(Height height, Width width, F f) noexcept {
    if constexpr (SmallWindow<Height, Width>) {
        CTNN_UNROLL_FOR (std::size_t i = 0; i < Height::value; ++i)
            CTNN_UNROLL_FOR (std::size_t j = 0; j < Width::value; ++j) f(i, j);
    } else {
        for (std::size_t i = 0; i < height; ++i)
            for (std::size_t j = 0; j < width; ++j) f(i, j);
    }
}

}  // namespace detail
}  // namespace ctnn::kernels::inline CTNN_CODE
