#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/engine/placed/wave_net_layer.hpp>
#include <ctnn/kernels/convolution/channel_ring.hpp>
#include <ctnn/kernels/convolution/channel_rows.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <tuple>
#include <utility>

// A WaveNet whose steps come in turn, in blocks: each layer remembers in a ring what its kernel still sees.

namespace ctnn::detail::inline CTNN_CODE {

/// `Stacks` are WaveNetStackOn. A sequence has `Longest` steps at most: further back nothing is kept.
template <std::size_t Longest, class... Stacks>
struct WaveNetStream {
    static constexpr std::size_t count = sizeof...(Stacks), block = kernels::ring_block;
    template <std::size_t I>
    using stack = std::tuple_element_t<I, std::tuple<Stacks...>>;
    using Last = stack<count - 1>;
    static constexpr std::size_t features = Last::features, outputs = Last::outputs;

    static constexpr kernels::ChannelRing ring_of(std::size_t channels,
                                                  const DilatedKernel& kernel) noexcept {
        return {channels, std::min(kernel.reach(), Longest)};
    }

    /// Where the rings of a stack begin; the last one is the head's, if that sees more than the present.
    template <class Stack>
    static constexpr auto rings_of(std::size_t from) noexcept {
        std::array<std::size_t, Stack::count + 2> at{};
        for (std::size_t l = 0; l < Stack::count; ++l) {
            at[l] = from;
            from = size_sum(from, ring_of(Stack::channels, Stack::layers[l]).memory());
        }
        at[Stack::count] = from;
        at[Stack::count + 1] = Stack::head_kernel.kernel == 1
                                   ? from
                                   : size_sum(from, ring_of(Stack::channels, Stack::head_kernel).memory());
        return at;
    }
    static constexpr auto starts = [] {
        std::array<std::size_t, count + 1> all{};
        std::size_t i = 0;
        ((all[i + 1] = rings_of<Stacks>(all[i])[Stacks::count + 1], ++i), ...);
        return all;
    }();
    static constexpr std::size_t memory = starts[count];

    // Rows of a block: features, what a layer gives, what a stack hands on, and two sums of layers in turn.
    static constexpr std::size_t most_channels = std::max({Stacks::channels...}),
                                 most_sums = std::max({Stacks::sums...}),
                                 most_of_skip = std::max(most_channels, outputs);
    static constexpr std::size_t acts_at = size_product(features, block),
                                 next_at = size_sum(acts_at, size_product(most_sums, block)),
                                 skip_at = size_sum(next_at, size_product(most_channels, block)),
                                 scratch = size_sum(skip_at, size_product(2 * block, most_of_skip));

    template <class T>
    static constexpr void run(const T* w, std::size_t t, const T* x, std::size_t steps, T* y, T* kept,
                              T* work) noexcept {
        while (steps > 0) {
            const std::size_t now = std::min(steps, block - t % block);
            kernels::to_rows<features>(x, now, kernels::whole_steps<T>(now), rows(work));
            clear(skip<0>(t, kept, work), kernels::whole_steps<T>(now));
            through<0>(w, t, now, kept, work);
            kernels::from_rows<outputs, T>(skip<count>(t, kept, work), now, y);
            t += now, steps -= now, x += now * features, y += now * outputs;
        }
    }

  private:
    template <class T>
    CTNN_INLINE static constexpr kernels::ChannelRows<T> rows(T* first) noexcept {
        return {first, block};
    }
    template <class T>
    static constexpr void clear(kernels::ChannelRows<T> skip, std::size_t steps) noexcept {
        for (std::size_t c = 0; c < stack<0>::channels; ++c)
            for (std::size_t t = 0; t < steps; ++t) skip.row(c)[t] = 0;
    }

    /// Whether the head of stack I sees more than the present, so that the sums it sees are kept.
    template <std::size_t I>
    static constexpr bool keeps_sums = stack<I>::head_kernel.kernel > 1;

    template <std::size_t I>
    static constexpr auto ring_starts = rings_of<stack<I>>(starts[I]);
    template <std::size_t I, std::size_t L>
    static constexpr kernels::ChannelRing ring =
        ring_of(stack<I>::channels,
                L < stack<I>::count ? stack<I>::layers[L % stack<I>::count] : stack<I>::head_kernel);

    /// Where the taps of layer L of stack I, or of its head, see the block that begins with step t.
    template <std::size_t I, std::size_t L>
    CTNN_INLINE static constexpr kernels::AroundRing taps(const DilatedKernel& kernel,
                                                          std::size_t t) noexcept {
        constexpr kernels::ChannelRing own = ring<I, L>;
        return {kernel.reach(), kernel.dilation, own.reach, own.position(t), own.capacity()};
    }

    /// The sums of the layers of stack I from step t on; of what is behind the last one, the output.
    template <std::size_t I, class T>
    CTNN_INLINE static constexpr kernels::ChannelRows<T> skip(std::size_t t, T* kept, T* work) noexcept {
        if constexpr (I < count)
            if constexpr (keeps_sums<I>) {
                constexpr kernels::ChannelRing own = ring<I, stack<I>::count>;
                return own.rows(kept + ring_starts<I>[stack<I>::count]).from(own.position(t));
            }
        return rows(work + skip_at + I % 2 * block * most_of_skip);
    }

    /// What layer L of stack I takes, from step t on; behind the last one what the stack hands on.
    template <std::size_t I, std::size_t L, class T>
    CTNN_INLINE static constexpr kernels::ChannelRows<T> taken(std::size_t t, T* kept, T* work) noexcept {
        if constexpr (L < stack<I>::count)
            return ring<I, L>.rows(kept + ring_starts<I>[L]).from(ring<I, L>.position(t));
        else
            return rows(work + next_at);
    }

    template <std::size_t I, class T>
    static constexpr void through(const T* w, std::size_t t, std::size_t now, T* kept, T* work) noexcept {
        if constexpr (I < count) {
            using S = stack<I>;
            WaveNetLayer<S, false>::begin(w,
                                          kernels::ChannelRows<const T>(rows(I == 0 ? work : work + next_at)),
                                          taken<I, 0>(t, kept, work), now);
            [&]<std::size_t... L>(std::index_sequence<L...>) {
                (layer<I, L>(w, t, now, kept, work), ...);
            }(std::make_index_sequence<S::count>{});
            head<I>(w, t, now, kept, work);
            through<I + 1>(w + S::parameters, t, now, kept, work);
        }
    }

    template <std::size_t I, std::size_t L, class T>
    CTNN_INLINE static constexpr void layer(const T* w, std::size_t t, std::size_t now, T* kept,
                                            T* work) noexcept {
        using S = stack<I>;
        constexpr kernels::ChannelRing own = ring<I, L>;
        T* const held = kept + ring_starts<I>[L];
        own.close(held, own.position(t), now);
        const auto acts = rows(work + acts_at);
        WaveNetLayer<S, false>::go(w, S::at[L], S::layers[L].kernel, taps<I, L>(S::layers[L], t),
                                   own.position(t),
                                   WaveNetRows<T>{rows(work), own.rows(held), acts, acts,
                                                  skip<I>(t, kept, work), taken<I, L + 1>(t, kept, work)},
                                   S::has_output(L), now);
    }

    template <std::size_t I, class T>
    CTNN_INLINE static constexpr void head(const T* w, std::size_t t, std::size_t now, T* kept,
                                           T* work) noexcept {
        using S = stack<I>;
        const auto to = skip<I + 1>(t, kept, work);
        if constexpr (keeps_sums<I>) {
            constexpr kernels::ChannelRing own = ring<I, S::count>;
            T* const held = kept + ring_starts<I>[S::count];
            own.close(held, own.position(t), now);
            WaveNetLayer<S, false>::end(w, kernels::ChannelRows<const T>(own.rows(held)),
                                        taps<I, S::count>(S::head_kernel, t), to, now);
        } else {
            WaveNetLayer<S, false>::end(w, kernels::ChannelRows<const T>(skip<I>(t, kept, work)),
                                        kernels::Present{}, to, now);
        }
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
