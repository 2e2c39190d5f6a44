#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/elementwise.hpp>
#include <ctnn/layers/chain_stream.hpp>
#include <ctnn/layers/concat.hpp>
#include <ctnn/layers/residual.hpp>
#include <ctnn/layers/stream_of.hpp>
#include <type_traits>
#include <utility>

// Layers side by side, a step of a sequence at a time. All must give their outputs at the same steps.

namespace ctnn::detail {

/// y = x + Body(x), where the body gives an output at every step.
template <class S>
struct ResidualStream {
    using input = typename S::input;
    using output = typename S::output;
    static constexpr std::size_t delay = 0, period = 1, memory = S::memory, scratch = S::scratch;

    template <class T>
    CTNN_INLINE static constexpr std::size_t run(const T* w, const T* state, std::size_t t, const T* x,
                                                 std::size_t count, T* y, T* kept, T* work) noexcept {
        S::template run<T>(w, state, t, x, count, y, kept, work);
        kernels::settle(y);
        for (std::size_t i = 0; i < count * input::size; ++i) y[i] = y[i] + x[i];
        return count;
    }
};

template <class Body, std::size_t Block>
struct StreamOf<ResidualOn<Body>, Block> {
    static consteval auto choose() {
        if constexpr (gives_sequence<Body>) {
            using S = stream_of<Body, Block>;
            if constexpr (is_prompt<S>)
                return std::type_identity<ResidualStream<S>>{};
            else
                return std::type_identity<void>{};
        } else {
            return std::type_identity<void>{};
        }
    }
    using type = typename decltype(choose())::type;
};

/// Branches whose steps are joined. They go one by one: each branch keeps the weights it reads in the cache,
/// and there is room for the output of one only.
template <class L, std::size_t Block, class First, class... Rest>
struct ConcatStream {
    static constexpr std::size_t count = 1 + sizeof...(Rest);
    template <std::size_t I>
    using branch = std::tuple_element_t<I, std::tuple<First, Rest...>>;

    using input = typename First::input;
    using output = typename ReplaceLast<typename First::output, last_extent<typename L::output>>::type;
    static constexpr std::size_t delay = First::delay, period = First::period;
    static constexpr std::size_t memory = (First::memory + ... + Rest::memory);
    static constexpr std::size_t widest = Block * std::max({First::output::size, Rest::output::size...});
    static constexpr std::size_t scratch = widest + std::max({First::scratch, Rest::scratch...});

    template <class T>
    static constexpr std::size_t run(const T* w, const T* state, std::size_t t, const T* x, std::size_t steps,
                                     T* y, T* kept, T* work) noexcept {
        std::size_t written = 0;
        while (steps > 0) {
            const std::size_t now = std::min(steps, Block);
            written += side_by_side(w, state, t, x, now, y + written * output::size, kept, work);
            t += now, x += now * input::size, steps -= now;
        }
        return written;
    }

  private:
    template <class T>
    static constexpr std::size_t side_by_side(const T* w, const T* state, std::size_t t, const T* x,
                                              std::size_t steps, T* y, T* kept, T* work) noexcept {
        std::size_t written = 0;
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            ((written = branch<I>::template run<T>(w + L::plan.parameters[I], state + L::plan.state[I], t, x,
                                                   steps, work, kept, work + widest),
              kept += branch<I>::memory, join<I>(static_cast<const T*>(work), written, y)),
             ...);
        }(std::make_index_sequence<count>{});
        return written;
    }

    /// Branch I's rows into their columns of y.
    template <std::size_t I, class T>
    static constexpr void join(const T* from, std::size_t steps, T* y) noexcept {
        constexpr std::size_t width = last_extent<typename branch<I>::output>, all = last_extent<output>;
        constexpr std::size_t rows = output::size / all;
        for (std::size_t r = 0; r < steps * rows; ++r)
            kernels::copy<width>(from + r * width, y + r * all + L::plan.column[I]);
    }
};

template <class First, class... Rest>
consteval bool come_together() {
    return ((First::delay == Rest::delay && First::period == Rest::period) && ...);
}

template <class In, class... Branches, std::size_t Block>
struct StreamOf<ConcatOn<In, Branches...>, Block> {
    static consteval auto choose() {
        if constexpr (!(Streams<Branches> && ...))
            return std::type_identity<void>{};
        else if constexpr (!come_together<stream_of<Branches, 1>...>())
            return std::type_identity<void>{};
        else
            return std::type_identity<
                ConcatStream<ConcatOn<In, Branches...>, Block, stream_of<Branches, Block>...>>{};
    }
    using type = typename decltype(choose())::type;
};

}  // namespace ctnn::detail
