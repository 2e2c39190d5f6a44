#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/engine/branches.hpp>
#include <ctnn/engine/chain_stream.hpp>
#include <ctnn/engine/stream_of.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <tuple>
#include <type_traits>
#include <utility>

// Layers side by side, a step of a sequence at a time. All must give their outputs at the same steps.

namespace ctnn::detail::inline CTNN_CODE {

/// Branches, each a stream, whose outputs `Join` makes one, as in L, a BranchesOn.
template <class L, class Join, std::size_t Block, class First, class... Rest>
struct BranchStream {
    static constexpr std::size_t count = 1 + sizeof...(Rest);
    template <std::size_t I>
    using branch = std::tuple_element_t<I, std::tuple<First, Rest...>>;

    using input = typename First::input;
    using output = typename Join::template output<typename First::output, typename Rest::output...>;
    static constexpr std::size_t m = output::size;
    static constexpr auto plan = L::plan;
    static constexpr std::size_t delay = First::delay, period = First::period, rate = rate_of<First>();
    static constexpr std::size_t memory = (First::memory + ... + Rest::memory);
    static constexpr std::size_t widest =
        Block * rate * std::max({First::output::size, Rest::output::size...});
    static constexpr std::size_t scratch = widest + std::max({First::scratch, Rest::scratch...});

    template <class T>
    static constexpr std::size_t run(const T* w, const T* state, std::size_t t, const T* x, std::size_t steps,
                                     T* y, T* kept, T* work) noexcept {
        std::size_t written = 0;
        while (steps > 0) {
            const std::size_t now = std::min(steps, Block);
            written += side_by_side(w, state, t, x, now, y + written * m, kept, work);
            t += now, x += now * input::size, steps -= now;
        }
        return written;
    }

  private:
    template <class T>
    static constexpr std::size_t side_by_side(const T* w, const T* state, std::size_t t, const T* x,
                                              std::size_t steps, T* y, T* kept, T* work) noexcept {
        std::size_t written = 0;
        const auto go = [&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
            using S = branch<I>;
            written = S::template run<T>(w + plan.parameters[I], state + plan.state[I], t, x, steps, work,
                                         kept, work + widest);
            kernels::settle(work);
            for (std::size_t s = 0; s < written; ++s)
                Join::template join<BranchStream, I, 1>(static_cast<const T*>(work) + s * S::output::size,
                                                        y + s * m);
            kept += S::memory;
        };
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (go(std::integral_constant<std::size_t, I>{}), ...);
        }(std::make_index_sequence<count>{});
        return written;
    }
};

template <class First, class... Rest>
consteval bool come_together() {
    return ((First::delay == Rest::delay && First::period == Rest::period &&
             rate_of<First>() == rate_of<Rest>()) &&
            ...);
}

template <class Join, class In, class... Branches, std::size_t Block>
struct StreamOf<BranchesOn<Join, In, Branches...>, Block> {
    static consteval auto choose() {
        if constexpr (!(Streams<Branches> && ...))
            return std::type_identity<void>{};
        else if constexpr (!come_together<stream_of<Branches, 1>...>())
            return std::type_identity<void>{};
        else
            return std::type_identity<BranchStream<BranchesOn<Join, In, Branches...>, Join, Block,
                                                   stream_of<Branches, Block>...>>{};
    }
    using type = typename decltype(choose())::type;
};

}  // namespace ctnn::detail::inline CTNN_CODE
