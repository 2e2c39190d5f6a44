#pragma once

#include <bit>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/pooling/windows.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/parts.hpp>
#include <ctnn/math/primitives.hpp>

// Windows over images, of which every one becomes a value for each channel, and back.

namespace ctnn::kernels::inline CTNN_CODE {
namespace detail {

/// The values of a row joined, then the rows: fewer additions in a chain, for less error and less waiting.
template <class Op, class Height, class Width, class Load>
CTNN_INLINE constexpr auto join_window(Height height, Width width, Load load) noexcept {
    if constexpr (SmallWindow<Height, Width>) {
        const auto join_row = [&](std::size_t i) CTNN_LAMBDA_INLINE {
            auto row = load(i, std::size_t{0});
            CTNN_UNROLL_FOR (std::size_t j = 1; j < Width::value; ++j) row = Op::join(row, load(i, j));
            return row;
        };
        auto all = join_row(0);
        CTNN_UNROLL_FOR (std::size_t i = 1; i < Height::value; ++i) all = Op::join(all, join_row(i));
        return all;
    } else {
        const auto join_row = [&](std::size_t i) CTNN_LAMBDA_INLINE {
            auto row = load(i, std::size_t{0});
            for (std::size_t j = 1; j < width; ++j) row = Op::join(row, load(i, j));
            return row;
        };
        auto all = join_row(0);
        for (std::size_t i = 1; i < height; ++i) all = Op::join(all, join_row(i));
        return all;
    }
}

/// Whether a value is the greatest of its window, or NaN, as the greatest then is.
template <class V>
CTNN_INLINE constexpr auto is_greatest(V value, V greatest) noexcept {
    if constexpr (math::Scalar<V>)
        return value == greatest || !(value == value);
    else
        return (value == greatest) | ~(value == value);
}

/// sum / count; the count may be a Constant.
template <class V, class Count>
CTNN_INLINE constexpr V over(V sum, Count count) noexcept {
    using T = math::Element<V>;
    if constexpr (requires { requires std::has_single_bit(Count::value); })
        return sum * V(T(1) / T(Count::value));  // exact too, and quicker
    else
        return sum / V(T(std::size_t(count)));
}

}  // namespace detail

/// What becomes of a window: `join` folds its values, row by row, `share` is done to the result, and to the
/// gradient on its way back.
struct Greatest {
    /// The first of equals; NaN if there is one.
    template <class V>
    CTNN_INLINE static constexpr V join(V most, V next) noexcept {
        // Not `next != next`: xsimd 8 takes that for false on AVX-512.
        return math::select(next == next, math::max(next, most), next);
    }
    template <Windows G, class V>
    CTNN_INLINE static constexpr V share(V value, auto, auto) noexcept {
        return value;
    }
};

struct Least {
    /// The same of the least.
    template <class V>
    CTNN_INLINE static constexpr V join(V least, V next) noexcept {
        return math::select(next == next, math::min(next, least), next);
    }
    template <Windows G, class V>
    CTNN_INLINE static constexpr V share(V value, auto, auto) noexcept {
        return value;
    }
};

struct Sum {
    template <class V>
    CTNN_INLINE static constexpr V join(V sum, V next) noexcept {
        return sum + next;
    }
    template <Windows G, class V>
    CTNN_INLINE static constexpr V share(V value, auto, auto) noexcept {
        return value;
    }
};

/// Of the values inside the image, or, with the padding counted, of all.
template <bool CountsPadding>
struct Average : Sum {
    template <Windows G, class V>
    CTNN_INLINE static constexpr V share(V value, auto height, auto width) noexcept {
        if constexpr (CountsPadding)
            return detail::over(value, detail::Constant<G.rows.window * G.columns.window>{});
        else if constexpr (requires { height.value; })
            return detail::over(value, detail::Constant<height.value * width.value>{});
        else
            return detail::over(value, height * width);
    }
};

/// y = the result of every window, for `count` images.
template <Windows G, class Op, class T>
[[gnu::noinline]] constexpr void pool(const T* x, T* y, std::size_t count) noexcept {
    for (; count > 0; --count, x += G.in(), y += G.out())
        detail::each_window<G>([&](std::size_t from, std::size_t to, auto h, auto w) CTNN_LAMBDA_INLINE {
            each_part<T, G.channels>([&](auto part) CTNN_LAMBDA_INLINE {
                const T* const start = x + from;
                const auto all =
                    detail::join_window<Op>(h, w, [&](std::size_t i, std::size_t j) CTNN_LAMBDA_INLINE {
                        return part.load(start + i * G.row() + j * G.channels);
                    });
                part.store(y + to, Op::template share<G>(all, h, w));
            });
        });
}

namespace detail {

/// Puts a gradient where it belongs, or adds it there, if windows share inputs.
template <Windows G, class Part, class V, class T>
CTNN_INLINE constexpr void put(Part part, const V& value, T* to) noexcept {
    if constexpr (G.overlap())
        part.add(to, value);
    else
        part.store(to, value);
}

}  // namespace detail

/// Every window's value, or its share of it, to all of its pixels; where windows overlap they add up, and
/// where there is none there is zero. The way back of a Sum or an Average; a Sum's is also how an image is
/// enlarged.
template <Windows G, class Op, class T>
[[gnu::noinline]] constexpr void spread(const T* y, T* x, std::size_t count) noexcept {
    for (; count > 0; --count, x += G.in(), y += G.out()) {
        if constexpr (!G.tile()) fill<G.in()>(T(0), x);
        detail::each_window<G>([&](std::size_t from, std::size_t to, auto h, auto w) CTNN_LAMBDA_INLINE {
            each_part<T, G.channels>([&](auto part) CTNN_LAMBDA_INLINE {
                const auto value = Op::template share<G>(part.load(y + to), h, w);
                detail::each_pixel(h, w, [&](std::size_t i, std::size_t j) CTNN_LAMBDA_INLINE {
                    detail::put<G>(part, value, x + from + i * G.row() + j * G.channels);
                });
            });
        });
    }
}

/// The gradient of every window's greatest value to that value: the first of equals, and the first NaN. Found
/// again from x and y: that takes less time than to keep places.
template <Windows G, class T>
[[gnu::noinline]] constexpr void max_pool_backward(const T* x, const T* y, const T* dy, T* dx,
                                                   std::size_t count) noexcept {
    for (; count > 0; --count, x += G.in(), dx += G.in(), y += G.out(), dy += G.out()) {
        if constexpr (!G.tile()) fill<G.in()>(T(0), dx);
        detail::each_window<G>([&](std::size_t from, std::size_t to, auto h, auto w) CTNN_LAMBDA_INLINE {
            each_part<T, G.channels>([&](auto part) CTNN_LAMBDA_INLINE {
                const auto greatest = part.load(y + to);
                auto rest = part.load(dy + to);  // what no pixel has got yet
                using V = decltype(rest);
                detail::each_pixel(h, w, [&](std::size_t i, std::size_t j) CTNN_LAMBDA_INLINE {
                    const std::size_t at = from + i * G.row() + j * G.channels;
                    const auto its = detail::is_greatest(V(part.load(x + at)), V(greatest));
                    detail::put<G>(part, math::select(its, rest, V(T(0))), dx + at);
                    rest = math::select(its, V(T(0)), rest);
                });
            });
        });
    }
}

}  // namespace ctnn::kernels::inline CTNN_CODE
