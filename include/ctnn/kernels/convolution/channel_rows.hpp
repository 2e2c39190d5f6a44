#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/math/primitives.hpp>
#include <ctnn/simd/simd.hpp>
#include <type_traits>

// Sequences channel by channel: a row for each channel, along which the steps lie, so that the lanes of a
// register are steps and not channels. Every lane works however few channels there are, and what sees the
// same channel some steps earlier reads the same row from an earlier value on.

namespace ctnn::kernels::inline CTNN_CODE {

/// The value of channel c at step t is first[c * stride + t].
template <class T>
struct ChannelRows {
    T* first = nullptr;
    std::size_t stride = 0;

    CTNN_INLINE constexpr T* row(std::size_t channel) const noexcept { return first + channel * stride; }
    /// From that step on.
    CTNN_INLINE constexpr ChannelRows from(std::size_t step) const noexcept { return {first + step, stride}; }
    CTNN_INLINE constexpr operator ChannelRows<const T>() const noexcept { return {first, stride}; }
};

// Where a tap of a kernel, the oldest being number 0, sees step 0 of the output in a row.

/// There is but one tap.
struct Present {
    CTNN_INLINE constexpr std::size_t operator()(std::size_t) const noexcept { return 0; }
};
/// The oldest tap is `reach` steps back; in the row are `before` zeros before step 0, and no tap need go
/// further back than these.
struct Back {
    std::size_t reach, dilation, before;
    CTNN_INLINE constexpr std::size_t operator()(std::size_t tap) const noexcept {
        return before - std::min(before, reach - tap * dilation);
    }
};
/// The same the other way, for gradients: as many steps on, up to `behind`.
struct Forth {
    std::size_t reach, dilation, behind;
    CTNN_INLINE constexpr std::size_t operator()(std::size_t tap) const noexcept {
        return std::min(behind, reach - tap * dilation);
    }
};

/// What a sum takes of `Channels` rows by `taps` taps: the weight of tap k, channel i and output o is
/// weights[k * of_tap + i * OfChannel + o * OfOutput].
template <std::size_t Channels, std::size_t OfChannel, std::size_t OfOutput, class T, class Place>
struct Share {
    const T* weights;
    std::size_t of_tap;
    ChannelRows<const T> rows;
    Place place;
    std::size_t taps;
};

/// Weights as a layer has them, (taps, Channels, Outputs).
template <std::size_t Channels, std::size_t Outputs, class T, class Place>
CTNN_INLINE constexpr Share<Channels, Outputs, 1, T, Place> share(const T* weights, ChannelRows<const T> rows,
                                                                  Place place, std::size_t taps) noexcept {
    return {weights, Channels * Outputs, rows, place, taps};
}
template <std::size_t Channels, std::size_t Outputs, class T>
CTNN_INLINE constexpr auto share(const T* weights, ChannelRows<const T> rows) noexcept {
    return share<Channels, Outputs>(weights, rows, Present{}, 1);
}
/// The same weights from the outputs' gradients, which are the rows, to those of the channels.
template <std::size_t Channels, std::size_t Outputs, class T, class Place>
CTNN_INLINE constexpr Share<Outputs, 1, Outputs, T, Place> share_back(const T* weights,
                                                                      ChannelRows<const T> rows, Place place,
                                                                      std::size_t taps) noexcept {
    return {weights, Channels * Outputs, rows, place, taps};
}
template <std::size_t Channels, std::size_t Outputs, class T>
CTNN_INLINE constexpr auto share_back(const T* weights, ChannelRows<const T> rows) noexcept {
    return share_back<Channels, Outputs>(weights, rows, Present{}, 1);
}

/// One step's value, or as many as a vector holds.
template <class V>
CTNN_INLINE constexpr V load_steps(const V* from) noexcept {
    return *from;
}
/// The same for what is used several times.
template <class V>
CTNN_INLINE constexpr V kept_steps(const V* from) noexcept {
    return *from;
}
template <class V>
CTNN_INLINE constexpr void store_steps(V* to, V value) noexcept {
    *to = value;
}
#ifndef CTNN_NO_SIMD
template <simd::Vector V>
CTNN_INLINE V load_steps(const typename V::value_type* from) noexcept {
    return simd::load<V::size>(from);
}
template <simd::Vector V>
CTNN_INLINE V kept_steps(const typename V::value_type* from) noexcept {
    return simd::in_register(simd::load<V::size>(from));
}
template <simd::Vector V>
CTNN_INLINE void store_steps(typename V::value_type* to, const V& values) noexcept {
    simd::store(to, values);
}
#endif

namespace detail {

template <class V>
inline constexpr std::size_t steps_in = 1;
#ifndef CTNN_NO_SIMD
template <simd::Vector V>
inline constexpr std::size_t steps_in<V> = V::size;
#endif

/// Adds one share to the sums of `Outs` outputs, of which the first is number `o`, from step t on.
template <class V, std::size_t Outs, std::size_t Count, std::size_t Channels, std::size_t OfChannel,
          std::size_t OfOutput, class T, class Place>
CTNN_INLINE constexpr void take_share(V (&sums)[Outs][Count],
                                      const Share<Channels, OfChannel, OfOutput, T, Place>& from,
                                      std::size_t o, std::size_t t) noexcept {
    CTNN_ROLL_FOR (std::size_t k = 0; k < from.taps; ++k) {
        const T* const first = from.rows.first + from.place(k) + t;
        CTNN_ROLL_FOR (std::size_t i = 0; i < Channels; ++i) {
            const T* const w = from.weights + k * from.of_tap + i * OfChannel + o * OfOutput;
            const T* const x = first + i * from.rows.stride;
            V values[Count]{};
            CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
                values[j] = kept_steps<V>(x + j * steps_in<V>);
            CTNN_UNROLL_FOR (std::size_t m = 0; m < Outs; ++m) {
                const V weight(w[m * OfOutput]);
                CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
                    sums[m][j] = math::fma(weight, values[j], sums[m][j]);
            }
        }
    }
}

/// `Count` vectors of steps, from step t on, of `Outs` outputs from number `o` on.
template <class V, std::size_t Outs, std::size_t Count, class Start, class End, class... Shares>
CTNN_INLINE constexpr void mix_tile(std::size_t o, std::size_t t, const Start& start, const End& end,
                                    const Shares&... shares) noexcept {
    V sums[Outs][Count]{};
    CTNN_UNROLL_FOR (std::size_t m = 0; m < Outs; ++m)
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
            sums[m][j] = start.template operator()<V>(o + m, t + j * steps_in<V>);
    (take_share(sums, shares, o, t), ...);
    CTNN_UNROLL_FOR (std::size_t m = 0; m < Outs; ++m)
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) end(o + m, t + j * steps_in<V>, sums[m][j]);
}

/// The same of all outputs, `Most` of them at a time.
template <class V, std::size_t All, std::size_t Most, std::size_t Count, class... Rest>
CTNN_INLINE constexpr void mix_outputs(std::size_t t, const Rest&... rest) noexcept {
    constexpr std::size_t tiles = (All + Most - 1) / Most, outs = (All + tiles - 1) / tiles,
                          last = All - (All - 1) / outs * outs;
    CTNN_ROLL_FOR (std::size_t o = 0; o + last < All; o += outs) mix_tile<V, outs, Count>(o, t, rest...);
    mix_tile<V, last, Count>(All - last, t, rest...);
}

/// One after the other, and out of line: then a compiler has no occasion to fuse here what it does not there.
template <std::size_t Outs, class T, class... Rest>
[[gnu::noinline]] constexpr void mix_plain(std::size_t count, const Rest&... rest) noexcept {
    for (std::size_t t = 0; t < count; ++t) mix_outputs<T, Outs, 4, 1>(t, rest...);
}

#ifndef CTNN_NO_SIMD
/// Tiles of 4 outputs have sums enough to hide the latency of their multiply-adds; the last steps, which are
/// fewer, go by more outputs.
template <std::size_t Outs, class T, class... Rest>
[[gnu::noinline]] void mix_vectors(std::size_t count, const Rest&... rest) noexcept {
    constexpr std::size_t W = simd::native<T>, many = simd::registers / 8;
    using V = simd::vec<T, W>;
    std::size_t t = 0;
    CTNN_ROLL_FOR (; t + (many - 1) * W < count; t += many * W) mix_outputs<V, Outs, 4, many>(t, rest...);
    CTNN_ROLL_FOR (; t < count; t += W) mix_outputs<V, Outs, simd::registers / 2, 1>(t, rest...);
}
#endif

}  // namespace detail

/// Steps that are computed for `count` of them: up to a whole register.
template <class T>
constexpr std::size_t whole_steps(std::size_t count) noexcept {
#ifndef CTNN_NO_SIMD
    constexpr std::size_t W = simd::native<T>;
    return (count + W - 1) / W * W;
#else
    return count;
#endif
}

/// A mix of channels at each of `count` steps: what begins as start.operator()<V>(output, step) for `Outs`
/// outputs, takes in the shares in their order, tap by tap and channel by channel, and goes to end(output,
/// step, sum). V is T, or a vector of steps of which the given one is the first. Each step has the same bits
/// however many there are: rows are read and written up to whole_steps(count), where what is beyond `count`
/// has no meaning. The outputs of a step come in their order.
template <std::size_t Outs, class T, class Start, class End, class... Shares>
constexpr void mix_channels(std::size_t count, const Start& start, const End& end,
                            const Shares&... shares) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (simd::has_vectors<T>)
        if (!std::is_constant_evaluated()) return detail::mix_vectors<Outs, T>(count, start, end, shares...);
#endif
    detail::mix_plain<Outs, T>(count, start, end, shares...);
}

/// f(z), of a vector lane by lane where the activation takes numbers only.
template <class Act, class V>
CTNN_INLINE constexpr V activated(const V& z) noexcept {
    if constexpr (math::Scalar<V> || detail::InLanes<Act>) {
        return detail::value<Act>(z);
    } else {
        auto lanes = z.lanes();
        CTNN_UNROLL_FOR (std::size_t i = 0; i < V::size; ++i) lanes[i] = detail::value<Act>(lanes[i]);
        return V::of(lanes);
    }
}

/// A sequence step by step, of so many channels each, into rows; zeros up to `whole` steps.
template <std::size_t Channels, class T>
constexpr void to_rows(const T* steps, std::size_t count, std::size_t whole, ChannelRows<T> rows) noexcept {
    for (std::size_t c = 0; c < Channels; ++c) {
        T* const row = rows.row(c);
        for (std::size_t t = 0; t < count; ++t) row[t] = steps[t * Channels + c];
        for (std::size_t t = count; t < whole; ++t) row[t] = 0;
    }
}
/// And back.
template <std::size_t Channels, class T>
constexpr void from_rows(ChannelRows<const T> rows, std::size_t count, T* steps) noexcept {
    for (std::size_t t = 0; t < count; ++t)
        for (std::size_t c = 0; c < Channels; ++c) steps[t * Channels + c] = rows.row(c)[t];
}

}  // namespace ctnn::kernels::inline CTNN_CODE
