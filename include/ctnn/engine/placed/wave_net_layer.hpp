#pragma once

#include <cstddef>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/core/concepts.hpp>
#include <ctnn/core/config.hpp>
#include <ctnn/engine/placed/wave_net_parts.hpp>
#include <ctnn/kernels/convolution/channel_rows.hpp>
#include <type_traits>

// What one stack of a WaveNet does to some steps, wherever their rows lie.

namespace ctnn::detail::inline CTNN_CODE {

/// The rows of one layer: of x and next, the steps that are worked on begin at `first`. Of `acts` the first
/// rows are those of the activation; where the layer is gated, as many of the gate follow, and `z` is their
/// product. `logits` is what the activation was taken of, for those whose slope reads that.
template <class T>
struct WaveNetRows {
    kernels::ChannelRows<const T> features, x;
    kernels::ChannelRows<T> acts, z, skip, next, logits{};
};

/// What `Stack` does, whose values begin at w. With Keeps the logits are written.
template <class Stack, bool Keeps>
struct WaveNetLayer {
    using Act = typename Stack::activation;
    static constexpr std::size_t C = Stack::channels, sums = Stack::sums;
    static constexpr bool gated = Stack::options.gated, keeps = Keeps && slope_reads_input<Act>;

    /// The stack's input, by more or fewer channels.
    template <class T>
    static constexpr void begin(const T* w, kernels::ChannelRows<const T> from, kernels::ChannelRows<T> to,
                                std::size_t count) noexcept {
        kernels::mix_channels<C, T>(count, zero, writes(to), kernels::share<Stack::inputs, C>(w, from));
    }

    /// z = f(convolution of x + mixin of the features); skip += z; next = x + output of z. Of x the taps are
    /// seen at `taps`, which is relative to the row's beginning, as `now` is.
    template <class Place, class T>
    static constexpr void go(const T* w, typename Stack::LayerAt at, std::size_t kernel, Place taps,
                             std::size_t now, const WaveNetRows<T>& rows, bool hands_on,
                             std::size_t count) noexcept {
        const T* const bias = w + at.conv + kernel * C * sums;
        kernels::mix_channels<sums, T>(
            count, [=]<class V>(std::size_t o, std::size_t) CTNN_LAMBDA_INLINE { return V(bias[o]); },
            ends(rows), kernels::share<C, sums>(w + at.conv, rows.x, taps, kernel),
            kernels::share<Stack::features, sums>(w + at.mixin, rows.features));
        if (!hands_on) return;
        const T* const output_bias = w + at.output + C * C;
        const kernels::ChannelRows<const T> x = rows.x.from(now);
        kernels::mix_channels<C, T>(
            count,
            [=]<class V>(std::size_t o, std::size_t t)
                CTNN_LAMBDA_INLINE { return V(output_bias[o]) + kernels::load_steps<V>(x.row(o) + t); },
            writes(rows.next), kernels::share<C, C>(w + at.output, kernels::ChannelRows<const T>(rows.z)));
    }

    /// What comes of the sums of all layers, of which the taps are seen at `taps`.
    template <class Place, class T>
    static constexpr void end(const T* w, kernels::ChannelRows<const T> skip, Place taps,
                              kernels::ChannelRows<T> to, std::size_t count) noexcept {
        constexpr std::size_t kernel = Stack::head_kernel.kernel, outputs = Stack::outputs;
        const T* const head = w + Stack::head_at;
        const auto all = kernels::share<C, outputs>(head, skip, taps, kernel);
        if constexpr (Stack::options.head_bias)
            kernels::mix_channels<outputs, T>(
                count,
                [=]<class V>(std::size_t o, std::size_t)
                    CTNN_LAMBDA_INLINE { return V(head[kernel * C * outputs + o]); },
                writes(to), all);
        else
            kernels::mix_channels<outputs, T>(count, zero, writes(to), all);
    }

  private:
    static constexpr auto zero = []<class V>(std::size_t, std::size_t) CTNN_LAMBDA_INLINE { return V(0); };

    template <class T>
    static constexpr auto writes(kernels::ChannelRows<T> to) noexcept {
        return [=](std::size_t o, std::size_t t, const auto& sum)
                   CTNN_LAMBDA_INLINE { kernels::store_steps(to.row(o) + t, sum); };
    }

    template <class T>
    static constexpr auto ends(const WaveNetRows<T>& rows) noexcept {
        return [=](std::size_t o, std::size_t t, const auto& sum) CTNN_LAMBDA_INLINE {
            using V = std::remove_cvref_t<decltype(sum)>;
            const auto add = [&](std::size_t c, const V& z) CTNN_LAMBDA_INLINE {
                T* const to = rows.skip.row(c) + t;
                kernels::store_steps(to, V(kernels::load_steps<V>(to) + z));
            };
            if (!gated || o < C) {
                if constexpr (keeps) kernels::store_steps(rows.logits.row(o) + t, sum);
                const V act = kernels::activated<Act>(sum);
                kernels::store_steps(rows.acts.row(o) + t, act);
                if constexpr (!gated) add(o, act);
            } else {
                const V gate = kernels::activated<Sigmoid>(sum);
                kernels::store_steps(rows.acts.row(o) + t, gate);
                const V z = kernels::load_steps<V>(rows.acts.row(o - C) + t) * gate;
                kernels::store_steps(rows.z.row(o - C) + t, z);
                add(o - C, z);
            }
        };
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
