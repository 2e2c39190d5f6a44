#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/concepts.hpp>
#include <ctnn/core/config.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/simd.hpp>
#include <type_traits>

namespace ctnn::kernels::inline CTNN_CODE {

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

/// The activation's slope and value; in float if it is a user's that knows nothing else. The value of a dual
/// number then comes from the slope, which has none itself.
template <class Act, class V>
CTNN_INLINE constexpr V slope(V z, V y) noexcept {
    if constexpr (!requires { Act::slope(z, y); })
        return decltype(error::sentence(
            std::type_identity<
                error::second_derivatives_take_an_activation_of_any_number_not_of_float_as_is<Act>>{})){};
    else if constexpr (std::same_as<decltype(Act::slope(z, y)), V>)
        return Act::slope(z, y);
    else
        return static_cast<V>(Act::slope(static_cast<float>(z), static_cast<float>(y)));
}
template <class Act, class V>
CTNN_INLINE constexpr V value(V z) noexcept {
    if constexpr (!requires { Act::value(z); }) {
        const auto y = detail::value<Act>(z.value);
        return {y, detail::slope<Act>(z.value, y) * z.slope};
    } else if constexpr (std::same_as<decltype(Act::value(z)), V>) {
        return Act::value(z);
    } else {
        return static_cast<V>(Act::value(static_cast<float>(z)));
    }
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

#ifndef CTNN_NO_SIMD
namespace detail {

/// y = f(z) for values fewer than the narrowest register holds.
template <class Act, std::size_t N, class T>
CTNN_INLINE void activate_few(const T* z, T* y, std::size_t count) noexcept {
    if constexpr (N > 1)
        if (count < N) return activate_few<Act, N - 1>(z, y, count);
    constexpr std::size_t W = simd::narrowest<T>;
    simd::store_part<N>(y, detail::value<Act>(simd::load_part<W, N>(z)));
}

}  // namespace detail
#endif

/// y = f(z) for `count` steps of N values of a sequence of `All` values in all: the bits that activate gives
/// for the whole of it.
template <class Act, std::size_t N, std::size_t All, class T>
constexpr void activate_steps(const T* z, T* y, std::size_t count) noexcept {
    std::size_t i = 0;
    const std::size_t end = count * N;
#ifndef CTNN_NO_SIMD
    if constexpr (detail::InLanes<Act> && All >= simd::narrowest<T>)
        if (!std::is_constant_evaluated()) {
            constexpr std::size_t W = simd::native<T>, least = simd::narrowest<T>;
            for (; i + W <= end; i += W) simd::store(y + i, detail::value<Act>(simd::load<W>(z + i)));
            for (; i + least <= end; i += least)
                simd::store(y + i, detail::value<Act>(simd::load<least>(z + i)));
            if constexpr (N % least != 0)
                if (i < end) detail::activate_few<Act, least - 1>(z + i, y + i, end - i);
            return;
        }
#endif
    for (; i < end; ++i) y[i] = detail::value<Act>(z[i]);
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

/// The sum by a tree: of each two neighbours, then of each two of these sums, and so on. One without a
/// neighbour goes on as it is.
template <class V, std::size_t Count>
CTNN_INLINE constexpr V tree_sum(std::array<V, Count> terms) noexcept {
    CTNN_UNROLL_FOR (std::size_t count = Count; count > 1; count = (count + 1) / 2) {
        CTNN_UNROLL_FOR (std::size_t i = 0; i < count / 2; ++i) terms[i] = terms[2 * i] + terms[2 * i + 1];
        if (count % 2 != 0) terms[count / 2] = terms[count - 1];
    }
    return terms[0];
}

/// to = the tree's sum of `to` and the others, each N values, in one pass.
template <std::size_t N, class T, class... Others>
constexpr void add_by_tree(T* to, const Others*... others) noexcept {
    transform<N>([](auto first, auto... rest) { return tree_sum(std::array{first, rest...}); }, to,
                 static_cast<const T*>(to), others...);
}

template <std::size_t N, class T>
constexpr void copy(const T* from, T* to) noexcept {
    for (std::size_t i = 0; i < N; ++i) to[i] = from[i];
}

// What a compiler sees together it may fuse, a product of the one with a sum of the other. Where a result
// must not depend on what stands around:

/// The values are in memory, and no more is known of them.
template <class T>
CTNN_INLINE constexpr void settle([[maybe_unused]] T* values) noexcept {
    if (!std::is_constant_evaluated()) asm volatile("" : : "r"(values) : "memory");
}

/// The number may be any.
template <class T>
CTNN_INLINE constexpr void conceal([[maybe_unused]] T& number) noexcept {
    if (!std::is_constant_evaluated()) asm("" : "+r"(number));
}

template <std::size_t N, class T>
constexpr void fill(T value, T* to) noexcept {
    for (std::size_t i = 0; i < N; ++i) to[i] = value;
}

}  // namespace ctnn::kernels::inline CTNN_CODE
