#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/values/columns.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/math/primitives.hpp>
#include <type_traits>

// ReLU with slopes below 0 that are parameters: of N rows with C columns, each column by a slope of its own.

namespace ctnn::kernels::inline CTNN_CODE {
namespace detail {

/// dw, as far as one row adds to it.
struct GradientOfSlopes {
    static constexpr std::size_t sums = 1;
    template <class V>
    CTNN_INLINE static constexpr void add(std::array<V, 1>& sum, const V&, const V& x, const V& dy) noexcept {
        sum[0] = math::fma(math::min(V(0), x), dy, sum[0]);
    }
};

}  // namespace detail

/// x where it is above 0, else x * slope; NaN stays.
template <class V>
CTNN_INLINE constexpr V prelu(V slope, V x) noexcept {
    if constexpr (math::Scalar<V>)  // a constant must not overflow or come from a NaN
        if (std::is_constant_evaluated() && !(x <= 0)) return x;
    return math::select(x > V(0), x, x * slope);
}

/// y, which must not overlap x.
template <std::size_t N, std::size_t C, class T>
constexpr void prelu(const T* slopes, const T* x, T* y) noexcept {
    map_columns<N, C>([](auto slope, auto v) { return kernels::prelu(slope, v); },
                      std::array<const T*, 1>{slopes}, y, x);
}

/// The same of `count` steps of a sequence, N rows each.
template <std::size_t N, std::size_t C, class T>
constexpr void prelu_steps(const T* slopes, const T* x, T* y, std::size_t count) noexcept {
    constexpr std::size_t many = 8;
    for (; count >= many; count -= many, x += many * N * C, y += many * N * C)
        prelu<many * N, C>(slopes, x, y);
    for (; count > 0; --count, x += N * C, y += N * C) prelu<N, C>(slopes, x, y);
}

/// ADDS to dw, and where it is Wanted OVERWRITES dx. `work` is room for C values.
template <bool Wanted, std::size_t N, std::size_t C, class T>
constexpr void prelu_backward(const T* slopes, const T* x, const T* dy, T* dx, T* dw, T* work) noexcept {
    if constexpr (Wanted)
        map_columns<N, C>(
            [](auto slope, auto v, auto d) {
                using V = decltype(v);
                return d * math::select(v > V(0), V(1), slope);
            },
            std::array<const T*, 1>{slopes}, dx, x, dy);
    column_sums<detail::GradientOfSlopes, N, C>(slopes, std::array<T*, 1>{work}, x, dy);
    add<C>(static_cast<const T*>(work), dw);
}

}  // namespace ctnn::kernels::inline CTNN_CODE
