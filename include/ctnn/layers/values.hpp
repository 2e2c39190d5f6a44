#pragma once

#include <boost/hana/integral_constant.hpp>
#include <cstddef>
#include <span>

// A layer's values within a block, by name: what `parameters.layer<I>()` gives.

namespace ctnn::detail {

/// The values of a layer that names no parts.
template <class T, std::size_t N>
struct PlainValues {
    std::span<T, N> values;
};

template <class L, class T>
constexpr auto values_of(std::span<T, L::parameters> w) noexcept {
    if constexpr (requires { L::template named<T>(w); })
        return L::template named<T>(w);
    else
        return PlainValues<T, L::parameters>{w};
}

/// The same of a layer's state.
template <class L, class T>
constexpr auto state_of(std::span<T, L::state> state) noexcept {
    if constexpr (requires { L::template named_state<T>(state); })
        return L::template named_state<T>(state);
    else
        return PlainValues<T, L::state>{state};
}

/// The values of a chain: `layer<I>()`, or `[0_c]`, are those of its layers.
template <class Chain, class T>
struct ChainValues {
    std::span<T, Chain::parameters> values;

    template <std::size_t I>
    constexpr auto layer() const noexcept {
        using L = typename Chain::template layer<I>;
        return values_of<L, T>(values.template subspan<Chain::plan.parameters[I], L::parameters>());
    }

    template <class I, I Index>
    constexpr auto operator[](boost::hana::integral_constant<I, Index>) const noexcept {
        return layer<std::size_t{Index}>();
    }
};

/// The values of branches side by side: `branch<I>()`, or `[0_c]`.
template <class Branches, class T>
struct BranchValues {
    std::span<T, Branches::parameters> values;

    template <std::size_t I>
    constexpr auto branch() const noexcept {
        using L = typename Branches::template branch<I>;
        return values_of<L, T>(values.template subspan<Branches::plan.parameters[I], L::parameters>());
    }

    template <class I, I Index>
    constexpr auto operator[](boost::hana::integral_constant<I, Index>) const noexcept {
        return branch<std::size_t{Index}>();
    }
};

/// The state of a chain, and of branches.
template <class Chain, class T>
struct ChainState {
    std::span<T, Chain::state> values;

    template <std::size_t I>
    constexpr auto layer() const noexcept {
        using L = typename Chain::template layer<I>;
        return state_of<L, T>(values.template subspan<Chain::plan.state[I], L::state>());
    }
};

template <class Branches, class T>
struct BranchState {
    std::span<T, Branches::state> values;

    template <std::size_t I>
    constexpr auto branch() const noexcept {
        using L = typename Branches::template branch<I>;
        return state_of<L, T>(values.template subspan<Branches::plan.state[I], L::state>());
    }
};

}  // namespace ctnn::detail
