#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/dense/choice.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/reduce.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/shuffle.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/target.hpp>
#include <ctnn/simd/tuning.hpp>
#include <utility>

// Many samples of a small network, a sample in each lane: every value of a layer is a vector of W samples,
// and a weight is the same for all lanes.

namespace ctnn::kernels::inline CTNN_CODE {

#ifdef CTNN_NO_SIMD
template <class T>
using LanesOf = T;
template <class Act>
concept OnLanes = false;
template <class Act, std::size_t N, class V>
void activate_lanes(V* y);
template <std::size_t In, std::size_t Out, class Act, class V, class T>
void dense_lanes(const T* w, const T* b, const V* x, V* y);
template <class L, class T>
std::size_t predict_lanes(const T* w, const T* x, T* y, std::size_t count);
#else
template <class T>
using LanesOf = simd::vec<T, simd::native<T> >;

namespace detail {

/// Lane i of the result is lane `lane(i)` of vectors[`vector(i)`].
template <class From, class V, std::size_t N, std::size_t... I>
CTNN_INLINE V collect(const V (&vectors)[N], std::index_sequence<I...>) noexcept {
    constexpr std::size_t W = V::size;
    auto all = vectors[0].lanes();
    [&]<std::size_t... J>(std::index_sequence<J...>) CTNN_LAMBDA_INLINE {
        // The first step picks from two vectors, each further one fills in the lanes of one more.
        const auto step = [&]<std::size_t K>(std::integral_constant<std::size_t, K>) CTNN_LAMBDA_INLINE {
            all = __builtin_shufflevector(all, vectors[K].lanes(),
                                          int(From::vector(I) == K             ? W + From::lane(I)
                                              : K == 1 && From::vector(I) == 0 ? From::lane(I)
                                                                               : I)...);
        };
        (step(std::integral_constant<std::size_t, J + 1>{}), ...);
    }(std::make_index_sequence<N - 1>{});
    return V::of(all);
}

/// Where value `At` of every sample lies among N vectors of samples one after the other.
template <std::size_t W, std::size_t N, std::size_t At>
struct OfSamples {
    static constexpr std::size_t vector(std::size_t i) noexcept { return (i * N + At) / W; }
    static constexpr std::size_t lane(std::size_t i) noexcept { return (i * N + At) % W; }
};

/// Where vector `At` of the samples one after the other is found among vectors of one value each.
template <std::size_t W, std::size_t N, std::size_t At>
struct OfValues {
    static constexpr std::size_t vector(std::size_t i) noexcept { return (At * W + i) % N; }
    static constexpr std::size_t lane(std::size_t i) noexcept { return (At * W + i) / N; }
};

/// Half of the lanes of a and b, one after the other: every second one, or one from each in turn.
template <std::size_t First, bool InTurn, class V, std::size_t... I>
CTNN_INLINE V half_of(const V& a, const V& b, std::index_sequence<I...>) noexcept {
    constexpr std::size_t W = V::size;
    return V::of(__builtin_shufflevector(a.lanes(), b.lanes(),
                                         int(InTurn ? First * W / 2 + I / 2 + I % 2 * W : 2 * I + First)...));
}

/// N vectors of W samples one after the other become N vectors of one value of each sample, and back.
template <class V, std::size_t N>
CTNN_INLINE void apart(const V (&samples)[N], V* values, std::size_t stride = 1) noexcept {
    constexpr auto lanes = std::make_index_sequence<V::size>{};
    if constexpr (N == 1) {
        values[0] = samples[0];
    } else if constexpr (N % 2 == 0) {
        V even[N / 2], odd[N / 2];
        CTNN_UNROLL_FOR (std::size_t k = 0; k < N / 2; ++k) {
            even[k] = half_of<0, false>(samples[2 * k], samples[2 * k + 1], lanes);
            odd[k] = half_of<1, false>(samples[2 * k], samples[2 * k + 1], lanes);
        }
        apart(even, values, 2 * stride);
        apart(odd, values + stride, 2 * stride);
    } else {
        [&]<std::size_t... K>(std::index_sequence<K...>) CTNN_LAMBDA_INLINE {
            ((values[K * stride] = collect<OfSamples<V::size, N, K> >(samples, lanes)), ...);
        }(std::make_index_sequence<N>{});
    }
}

template <class V, std::size_t N>
CTNN_INLINE void together(const V* values, V (&samples)[N], std::size_t stride = 1) noexcept {
    constexpr auto lanes = std::make_index_sequence<V::size>{};
    if constexpr (N == 1) {
        samples[0] = values[0];
    } else if constexpr (N % 2 == 0) {
        V even[N / 2], odd[N / 2];
        together(values, even, 2 * stride);
        together(values + stride, odd, 2 * stride);
        CTNN_UNROLL_FOR (std::size_t k = 0; k < N / 2; ++k) {
            samples[2 * k] = half_of<0, true>(even[k], odd[k], lanes);
            samples[2 * k + 1] = half_of<1, true>(even[k], odd[k], lanes);
        }
    } else {
        V all[N];
        CTNN_UNROLL_FOR (std::size_t k = 0; k < N; ++k) all[k] = values[k * stride];
        [&]<std::size_t... K>(std::index_sequence<K...>) CTNN_LAMBDA_INLINE {
            ((samples[K] = collect<OfValues<V::size, N, K> >(all, lanes)), ...);
        }(std::make_index_sequence<N>{});
    }
}

/// The sums of `Count` outputs from output `First` on.
template <std::size_t In, std::size_t Out, std::size_t First, std::size_t Count, class V, class T>
CTNN_INLINE void dense_lanes_block(const T* w, const T* b, const V* x, V* y) noexcept {
    if constexpr (is_one_dot(In, Out, simd::target<T>)) {
        y[0] = V(b[0]) + reproducible_sum<In>([](const V& u, T v) { return u * V(v); }, x, w);
        return;
    }
    V sums[Count];
    CTNN_UNROLL_FOR (std::size_t o = 0; o < Count; ++o) sums[o] = V(b[First + o]);
    const auto input = [&](std::size_t i) CTNN_LAMBDA_INLINE {
        const V value = x[i];
        CTNN_UNROLL_FOR (std::size_t o = 0; o < Count; ++o)
            sums[o] = simd::fma(value, V(w[i * Out + First + o]), sums[o]);
    };
    if constexpr (In <= 8)
        CTNN_UNROLL_FOR (std::size_t i = 0; i < In; ++i) input(i);
    else
        CTNN_ROLL_FOR (std::size_t i = 0; i < In; ++i) input(i);
    CTNN_UNROLL_FOR (std::size_t o = 0; o < Count; ++o) y[First + o] = sums[o];
}

}  // namespace detail

/// Whether an activation takes the values of samples in lanes.
template <class Act>
concept OnLanes = detail::InLanes<Act> || detail::IsLinear<Act> ||
                  requires(simd::vec<float, 4>* y) { Act::template lanes<2>(y); };

/// y = f(y) for N values of samples in lanes.
template <class Act, std::size_t N, class V>
CTNN_INLINE void activate_lanes(V* y) noexcept {
    if constexpr (detail::InLanes<Act> && N <= 8)
        CTNN_UNROLL_FOR (std::size_t i = 0; i < N; ++i) y[i] = Act::value(y[i]);
    else if constexpr (detail::InLanes<Act>)
        CTNN_ROLL_FOR (std::size_t i = 0; i < N; ++i) y[i] = Act::value(y[i]);
    else if constexpr (!detail::IsLinear<Act>)
        Act::template lanes<N>(y);
}

/// y = f(x W + b) for samples in lanes.
template <std::size_t In, std::size_t Out, class Act, class V, class T>
CTNN_INLINE void dense_lanes(const T* w, const T* b, const V* x, V* y) noexcept {
    constexpr std::size_t most = simd::tuning.lanes_block, Blocks = (Out + most - 1) / most;
    [&]<std::size_t... K>(std::index_sequence<K...>) CTNN_LAMBDA_INLINE {
        (detail::dense_lanes_block<In, Out, K * Out / Blocks, (K + 1) * Out / Blocks - K * Out / Blocks>(
             w, b, x, y),
         ...);
    }(std::make_index_sequence<Blocks>{});
    activate_lanes<Act, Out>(y);
}

namespace detail {

/// The values of W samples, one after the other, but that those of the second half of them begin at `high`:
/// vector `At` of them.
template <std::size_t W, std::size_t N, std::size_t At, class T>
CTNN_INLINE simd::vec<T, W> load_halves(const T* low, const T* high) noexcept {
    constexpr std::size_t half = W / 2 * N, first = At * W;
    if constexpr (first + W <= half) {
        return simd::load<W>(low + first);
    } else if constexpr (first >= half) {
        return simd::load<W>(high + (first - half));
    } else {
        const auto a = simd::load_part<W, W / 2>(low + first), b = simd::load_part<W, W / 2>(high);
        return [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_LAMBDA_INLINE {
            return simd::vec<T, W>::of(
                __builtin_shufflevector(a.lanes(), b.lanes(), int(I < W / 2 ? I : I + W / 2)...));
        }(std::make_index_sequence<W>{});
    }
}

template <std::size_t N, std::size_t At, simd::Vector V, class T>
CTNN_INLINE void store_halves(T* low, T* high, const V& values) noexcept {
    constexpr std::size_t W = V::size, half = W / 2 * N, first = At * W;
    if constexpr (first + W <= half) {
        simd::store(low + first, values);
    } else if constexpr (first >= half) {
        simd::store(high + (first - half), values);
    } else {
        const auto turned = [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_LAMBDA_INLINE {
            return V::of(__builtin_shufflevector(values.lanes(), values.lanes(), int((I + W / 2) % W)...));
        }(std::make_index_sequence<W>{});
        simd::store_part<W / 2>(low + first, values);
        simd::store_part<W / 2>(high, turned);
    }
}

/// W samples, of which the second half begins at x_high, and goes to y_high: all are read before any is
/// written, so that the halves may overlap.
template <class L, std::size_t W, class T>
CTNN_INLINE void predict_group(const T* w, const T* x, const T* x_high, T* y, T* y_high) noexcept {
    constexpr std::size_t In = L::input::size, Out = L::output::size;
    using V = simd::vec<T, W>;
    V in[In], values[In], results[Out], out[Out];
    [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_LAMBDA_INLINE {
        ((in[I] = load_halves<W, In, I>(x, x_high)), ...);
    }(std::make_index_sequence<In>{});
    apart(in, values);
    L::predict_lanes(w, static_cast<const V*>(values), results);
    together(results, out);
    [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_LAMBDA_INLINE {
        (store_halves<Out, I>(y, y_high, out[I]), ...);
    }(std::make_index_sequence<Out>{});
}

/// Samples by groups of W; if more than half a group are left, or half of the narrowest, by one whose halves
/// overlap. Returns how many are done.
template <class L, std::size_t W, class T>
[[gnu::noinline]] std::size_t predict_groups(const T* w, const T* x, T* y, std::size_t count) noexcept {
    constexpr std::size_t In = L::input::size, Out = L::output::size, half = W / 2;
    constexpr bool takes_half = W == simd::narrowest<T> && half > 1 && goes_in_few_lanes(L::multiply_adds);
    std::size_t rest = count;
    CTNN_ROLL_FOR (; rest >= W; rest -= W, x += W * In, y += W * Out)
        predict_group<L, W>(w, x, x + half * In, y, y + half * Out);
    if (rest < half + (takes_half ? 0 : 1)) return count - rest;
    const std::size_t second = rest - half;
    predict_group<L, W>(w, x, x + second * In, y, y + second * Out);
    return count;
}

}  // namespace detail

/// Whether a layer takes W samples in lanes: its own choice where it does not take them of any width.
template <class L, std::size_t W, class T>
concept TakesLanesOf =
    requires(const T* w, const simd::vec<T, W>* x, simd::vec<T, W>* y) { L::predict_lanes(w, x, y); };

/// Samples through a layer that knows lanes, of W or fewer of them; returns how many are done. What is left
/// are few, half of the fewest lanes that pay at most.
template <class L, class T, std::size_t W = simd::native<T> >
std::size_t predict_lanes(const T* w, const T* x, T* y, std::size_t count) noexcept {
    constexpr bool goes_on =
        W > simd::narrowest<T> && goes_in_few_lanes(L::multiply_adds) && TakesLanesOf<L, W / 2, T>;
    std::size_t done = goes_on && count <= W / 2 ? 0 : detail::predict_groups<L, W>(w, x, y, count);
    if constexpr (goes_on)
        if (done < count)
            done += predict_lanes<L, T, W / 2>(w, x + done * L::input::size, y + done * L::output::size,
                                               count - done);
    return done;
}
#endif

/// A layer that takes and gives vectors of which every lane belongs to a sample of its own.
template <class L, class T>
concept TakesLanes = requires(const T* w, const LanesOf<T>* x, LanesOf<T>* y) { L::predict_lanes(w, x, y); };

}  // namespace ctnn::kernels::inline CTNN_CODE
