#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/engine/chain.hpp>
#include <ctnn/engine/stream_of.hpp>
#include <ctnn/engine/values.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <tuple>
#include <type_traits>
#include <utility>

// Layers one after the other, a step of a sequence at a time. What comes behind a layer that gives its last
// output only is applied to what that gives at every step.

namespace ctnn::detail::inline CTNN_CODE {

/// How many of the layers a stream can go through, from the first one on. Behind one that gives several
/// outputs at a time all must take each as it comes.
template <class... Layers>
consteval std::size_t streamed_layers() {
    std::size_t count = 0;
    bool in_sequence = true, stopped = false, several = false;
    const auto next = [&]<class L>(std::type_identity<L>) {
        stopped = stopped || (in_sequence && !Streams<L>);
        if constexpr (Streams<L>) {
            using S = stream_of<L, 1>;
            stopped = stopped || (in_sequence && several && !is_prompt<S>);
            several = several || (in_sequence && rate_of<S>() > 1);
        }
        if (in_sequence) in_sequence = gives_sequence<L>;
        if (!stopped) ++count;
    };
    (next(std::type_identity<Layers>{}), ...);
    return count;
}

/// Which of the layers still see a sequence.
template <class... Layers>
consteval auto layers_in_sequence() {
    std::array<bool, sizeof...(Layers)> result{};
    std::size_t i = 0;
    bool in_sequence = true;
    const auto next = [&]<class L>(std::type_identity<L>) {
        result[i++] = in_sequence;
        if (in_sequence) in_sequence = gives_sequence<L>;
    };
    (next(std::type_identity<Layers>{}), ...);
    return result;
}

/// How many steps each of the layers gets where the chain gets one.
template <class... Layers>
consteval auto rates_of_links() {
    std::array<std::size_t, sizeof...(Layers)> result{};
    std::size_t i = 0, rate = 1;
    bool in_sequence = true;
    const auto next = [&]<class L>(std::type_identity<L>) {
        result[i++] = rate;
        if constexpr (Streams<L>)
            if (in_sequence) rate *= rate_of<stream_of<L, 1>>();
        if (in_sequence) in_sequence = gives_sequence<L>;
    };
    (next(std::type_identity<Layers>{}), ...);
    return result;
}

template <class L, std::size_t Block, bool InSequence>
struct LinkOf : StreamOf<L, Block> {};
template <class L, std::size_t Block>
struct LinkOf<L, Block, false> : std::type_identity<StepByStep<L>> {};

/// For each of N links: where its memory starts, the step with which its first input comes, the steps between
/// two inputs, the inputs at a time; [N] is the end, and the chain's own.
template <std::size_t N>
struct StreamPlan {
    std::array<std::size_t, N + 1> memory{}, first{}, every{}, rate{};
    std::size_t even = 0, odd = 0, inner = 0;  // the widest hand-over after even and odd links, for one step
};

template <class... Links>
consteval auto plan_stream() {
    constexpr std::size_t N = sizeof...(Links);
    StreamPlan<N> plan;
    plan.every[0] = plan.rate[0] = 1;
    std::size_t i = 0;
    const auto put = [&]<class S>(std::type_identity<S>) {
        plan.memory[i + 1] = size_sum(plan.memory[i], S::memory);
        plan.first[i + 1] = plan.first[i] + plan.every[i] * S::delay;
        plan.every[i + 1] = plan.every[i] * S::period;
        plan.rate[i + 1] = plan.rate[i] * rate_of<S>();
        std::size_t& widest = i % 2 == 0 ? plan.even : plan.odd;
        if (i + 1 < N) widest = std::max(widest, S::output::size * plan.rate[i + 1]);
        plan.inner = std::max(plan.inner, std::size_t{S::scratch});
        ++i;
    };
    (put(std::type_identity<Links>{}), ...);
    return plan;
}

/// `Links` are the streams of the chain's layers. Many steps go through each of them `Block` at a time.
template <class Chain, std::size_t Block, class... Links>
struct ChainStream {
    static constexpr std::size_t count = sizeof...(Links);
    static constexpr auto plan = plan_stream<Links...>();
    template <std::size_t I>
    using link = std::tuple_element_t<I, std::tuple<Links...>>;

    using input = typename link<0>::input;
    using output = typename link<count - 1>::output;
    static constexpr std::size_t delay = plan.first[count], period = plan.every[count];
    static constexpr std::size_t rate = plan.rate[count], memory = plan.memory[count];
    static constexpr std::size_t hand_overs = Block * (plan.even + plan.odd);  // two buffers in turn
    static constexpr std::size_t scratch = hand_overs + plan.inner;

    template <class T>
    static constexpr ChainMemory<ChainStream, T> remembered(std::span<T, memory> kept) noexcept {
        return {kept};
    }

    template <class T>
    CTNN_INLINE static constexpr std::size_t run(const T* w, const T* state, std::size_t t, const T* x,
                                                 std::size_t steps, T* y, T* kept, T* work) noexcept {
        if constexpr (Block == 1 || count == 1) return through<0>(w, state, t, x, steps, y, kept, work);
        std::size_t written = 0;
        while (steps > 0) {
            const std::size_t now = std::min(steps, Block);
            written += through<0>(w, state, t, x, now, y + written * output::size, kept, work);
            t += now, x += now * input::size, steps -= now;
        }
        return written;
    }

  private:
    /// `steps` inputs of link I on their way from there; t is the chain's step.
    template <std::size_t I, class T>
    CTNN_INLINE static constexpr std::size_t through(const T* w, const T* state, std::size_t t, const T* x,
                                                     std::size_t steps, T* y, T* kept, T* work) noexcept {
        using S = link<I>;
        T* const inner = work + hand_overs;
        const T* const weights = w + Chain::plan.parameters[I];
        const T* const its_state = state + Chain::plan.state[I];
        if constexpr (I + 1 == count) {
            return S::template run<T>(weights, its_state, arrived<I>(t), x, steps, y, kept + plan.memory[I],
                                      inner);
        } else {
            T* const to = work + (I % 2 == 0 ? 0 : Block * plan.even);
            const std::size_t written = S::template run<T>(weights, its_state, arrived<I>(t), x, steps, to,
                                                           kept + plan.memory[I], inner);
            if constexpr (!is_prompt<S>)
                if (written == 0) return 0;
            kernels::settle(to);
            return through<I + 1>(w, state, t, static_cast<const T*>(to), written, y, kept, work);
        }
    }

    /// How many inputs link I got before the chain's step t.
    template <std::size_t I>
    CTNN_INLINE static constexpr std::size_t arrived(std::size_t t) noexcept {
        constexpr std::size_t first = plan.first[I], every = plan.every[I];
        if constexpr (first == 0 && every == 1)
            return t * plan.rate[I];
        else
            return t <= first ? 0 : ((t - first - 1) / every + 1) * plan.rate[I];
    }
};

template <class In, class... Layers, std::size_t Block>
struct StreamOf<Chain<In, Layers...>, Block> {
    static consteval auto choose() {
        if constexpr (streamed_layers<Layers...>() < sizeof...(Layers))
            return std::type_identity<void>{};
        else
            return []<std::size_t... I>(std::index_sequence<I...>) {
                constexpr auto in_sequence = layers_in_sequence<Layers...>();
                constexpr auto rates = rates_of_links<Layers...>();
                return std::type_identity<
                    ChainStream<Chain<In, Layers...>, Block,
                                typename LinkOf<Layers, Block * rates[I], in_sequence[I]>::type...>>{};
            }(std::index_sequence_for<Layers...>{});
    }
    using type = typename decltype(choose())::type;
};

}  // namespace ctnn::detail::inline CTNN_CODE
