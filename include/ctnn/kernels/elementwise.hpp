#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/concepts.hpp>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/simd.hpp>
#include <type_traits>

namespace ctnn::kernels {

/// y[i] = f(x[i]...) for N values, in place or not. With Lanes, f also takes simd vectors.
template <std::size_t N, bool Lanes = true, class T, class F, class... X>
constexpr void transform(F f, T* y, const X*... x) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (Lanes && N >= simd::narrowest<T>)
        if (!std::is_constant_evaluated()) {
            constexpr std::size_t W = simd::width<T>(N);
            // The last vector may overlap the one before it: it is computed before anything is overwritten.
            const simd::vec<T, W> last = f(simd::load<W>(x + N - W)...);
            for (std::size_t i = 0; i + W < N; i += W) simd::store(y + i, f(simd::load<W>(x + i)...));
            simd::store(y + N - W, last);
            return;
        }
#endif
    for (std::size_t i = 0; i < N; ++i) y[i] = f(x[i]...);
}

namespace detail {

template <class Act>
concept InLanes = requires { requires Act::in_lanes; };

template <class Act>
concept IsLinear = requires { requires Act::is_linear; };

/// An activation of hardly more than one instruction.
template <class Act>
concept IsCheap = requires { requires Act::is_cheap; };

/// No activation: what a kernel applies to its sums when Act is linear, or cannot be applied to vectors and
/// follows later. One name for both, so that training on logits compiles no kernel twice.
struct Nothing {
    template <class V>
    CTNN_INLINE static constexpr V value(V z) noexcept {
        return z;
    }
};

template <class Act>
using InEpilogue = std::conditional_t<InLanes<Act> && !IsLinear<Act>, Act, Nothing>;

/// Whether Act is still to be applied after a kernel with InEpilogue<Act>.
template <class Act>
inline constexpr bool comes_after = !InLanes<Act>;

/// The activation's value and slope; in float if it is a user's that knows nothing else.
template <class Act, class V>
CTNN_INLINE constexpr V value(V z) noexcept {
    if constexpr (std::same_as<decltype(Act::value(z)), V>)
        return Act::value(z);
    else
        return static_cast<V>(Act::value(static_cast<float>(z)));
}
template <class Act, class V>
CTNN_INLINE constexpr V slope(V z, V y) noexcept {
    if constexpr (std::same_as<decltype(Act::slope(z, y)), V>)
        return Act::slope(z, y);
    else
        return static_cast<V>(Act::slope(static_cast<float>(z), static_cast<float>(y)));
}

}  // namespace detail

/// y = f(z) for `Samples` samples of N values, in place or not.
template <class Act, std::size_t Samples, std::size_t N, class T>
constexpr void activate(const T* z, T* y) noexcept {
    if constexpr (Elementwise<Act>)
        transform<Samples * N, detail::InLanes<Act>>([](auto v) { return detail::value<Act>(v); }, y, z);
    else
        for (std::size_t s = 0; s < Samples; ++s) Act::template values<N>(z + s * N, y + s * N);
}

/// dz = dy * f'(z) for `Samples` samples of N values; for Softmax by its whole Jacobian. `z` is only read
/// where the activation's slope reads its input.
template <class Act, std::size_t Samples, std::size_t N, class T>
constexpr void activate_backward([[maybe_unused]] const T* z, const T* y, const T* dy, T* dz) noexcept {
    if constexpr (!Elementwise<Act>) {
        for (std::size_t s = 0; s < Samples; ++s)
            Act::template gradient<N>(y + s * N, dy + s * N, dz + s * N);
    } else if constexpr (slope_reads_input<Act>) {
        transform<Samples * N, detail::InLanes<Act>>(
            [](auto v, auto u, auto d) { return d * detail::slope<Act>(v, u); }, dz, z, y, dy);
    } else {
        transform<Samples * N, detail::InLanes<Act>>(
            [](auto u, auto d) { return d * detail::slope<Act>(u, u); }, dz, y, dy);
    }
}

/// to += from.
template <std::size_t N, class T>
constexpr void add(const T* from, T* to) noexcept {
    transform<N>([](auto a, auto b) { return a + b; }, to, static_cast<const T*>(to), from);
}

template <std::size_t N, class T>
constexpr void copy(const T* from, T* to) noexcept {
    for (std::size_t i = 0; i < N; ++i) to[i] = from[i];
}

template <std::size_t N, class T>
constexpr void fill(T value, T* to) noexcept {
    for (std::size_t i = 0; i < N; ++i) to[i] = value;
}

}  // namespace ctnn::kernels
