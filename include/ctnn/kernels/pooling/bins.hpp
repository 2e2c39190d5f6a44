#pragma once

#include <concepts>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/pooling/pool2d.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/parts.hpp>
#include <ctnn/math/primitives.hpp>

// Pools that give so many values along an axis whatever its extent: bin o of `out` goes from o in / out,
// rounded down, to (o + 1) in / out, rounded up, so that neighbours share a value where it does not come out
// even.

namespace ctnn::kernels::inline CTNN_CODE {

/// Bins over an image of rows x columns x channels.
struct Bins {
    std::size_t rows, columns, channels, out_rows, out_columns;

    CTNN_INLINE constexpr std::size_t in() const noexcept { return rows * columns * channels; }
    CTNN_INLINE constexpr std::size_t out() const noexcept { return out_rows * out_columns * channels; }
};

namespace detail {

/// Bin number `at` along an axis.
CTNN_INLINE constexpr Inside bin(std::size_t at, std::size_t in, std::size_t out) noexcept {
    const std::size_t from = at * in / out, end = ((at + 1) * in + out - 1) / out;
    return {from, end - from};
}

/// Calls f(where the bin starts, where its result lies, its rows, its columns).
template <Bins G, class F>
CTNN_INLINE constexpr void each_bin(F f) noexcept {
    std::size_t to = 0;
    for (std::size_t r = 0; r < G.out_rows; ++r)
        for (std::size_t c = 0; c < G.out_columns; ++c, to += G.channels) {
            const Inside rows = bin(r, G.rows, G.out_rows), columns = bin(c, G.columns, G.out_columns);
            f((rows.from * G.columns + columns.from) * G.channels, to, rows.count, columns.count);
        }
}

template <Bins G>
inline constexpr Windows any_window{{G.rows, 1, 1, 1, 0, 0}, {G.columns, 1, 1, 1, 0, 0}, G.channels};

}  // namespace detail

/// y = the result of every bin, for `count` images; Op is Greatest or an Average.
template <Bins G, class Op, class T>
[[gnu::noinline]] constexpr void pool_bins(const T* x, T* y, std::size_t count) noexcept {
    for (; count > 0; --count, x += G.in(), y += G.out())
        detail::each_bin<G>(
            [&](std::size_t from, std::size_t to, std::size_t h, std::size_t w) CTNN_LAMBDA_INLINE {
                each_part<T, G.channels>([&](auto part) CTNN_LAMBDA_INLINE {
                    const auto all =
                        detail::join_window<Op>(h, w, [&](std::size_t i, std::size_t j) CTNN_LAMBDA_INLINE {
                            return part.load(x + from + (i * G.columns + j) * G.channels);
                        });
                    part.store(y + to, Op::template share<detail::any_window<G>>(all, h, w));
                });
            });
}

/// OVERWRITES dx: of an Average each value gets its share, of Greatest the first of equals gets all.
template <Bins G, class Op, class T>
[[gnu::noinline]] constexpr void pool_bins_backward(const T* x, const T* y, const T* dy, T* dx,
                                                    std::size_t count) noexcept {
    for (; count > 0; --count, x += G.in(), dx += G.in(), y += G.out(), dy += G.out()) {
        fill<G.in()>(T(0), dx);
        detail::each_bin<G>(
            [&](std::size_t from, std::size_t to, std::size_t h, std::size_t w) CTNN_LAMBDA_INLINE {
                each_part<T, G.channels>([&](auto part) CTNN_LAMBDA_INLINE {
                    auto rest = Op::template share<detail::any_window<G>>(part.load(dy + to), h, w);
                    using V = decltype(rest);
                    const V all = part.load(y + to);
                    detail::each_pixel(h, w, [&](std::size_t i, std::size_t j) CTNN_LAMBDA_INLINE {
                        const std::size_t at = from + (i * G.columns + j) * G.channels;
                        if constexpr (std::same_as<Op, Greatest>) {
                            const auto its = detail::is_greatest(V(part.load(x + at)), all);
                            part.add(dx + at, math::select(its, rest, V(T(0))));
                            rest = math::select(its, V(T(0)), rest);
                        } else {
                            part.add(dx + at, rest);
                        }
                    });
                });
            });
    }
}

}  // namespace ctnn::kernels::inline CTNN_CODE
