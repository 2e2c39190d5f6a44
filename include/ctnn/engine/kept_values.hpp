#pragma once

#include <boost/hana/integral_constant.hpp>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/engine/values.hpp>
#include <span>
#include <tuple>
#include <type_traits>
#include <utility>

// What `layer<I>()` gives of parameters that are a temporary, gone at the end of the line: views would be of
// nothing, so it holds what they are of.

namespace ctnn::detail::inline CTNN_CODE {

// How values are named: each makes views of a block.

struct AsTheyAre {
    template <class T, std::size_t N>
    constexpr Values<T, N> operator()(std::span<T, N> block) const noexcept {
        return block;
    }
};

template <class L>
struct PartsOf {
    template <class T, std::size_t N>
    constexpr auto operator()(std::span<T, N> block) const noexcept {
        return values_of<L, T>(block);
    }
};

template <class L>
struct StateOf {
    template <class T, std::size_t N>
    constexpr auto operator()(std::span<T, N> block) const noexcept {
        return state_of<L, T>(block);
    }
};

/// What is within what Name names: `Name{}(block).layer<I>()`.
template <class Name, std::size_t I>
struct LayerWithin {
    constexpr auto operator()(auto block) const noexcept { return Name{}(block).template layer<I>(); }
};
template <class Name, std::size_t I>
struct BranchWithin {
    constexpr auto operator()(auto block) const noexcept { return Name{}(block).template branch<I>(); }
};
template <class Name, std::size_t I>
struct StackWithin {
    constexpr auto operator()(auto block) const noexcept { return Name{}(block).template stack<I>(); }
};
template <class Name, std::size_t I>
struct LiteralWithin {
    constexpr auto operator()(auto block) const noexcept { return Name{}(block)[boost::hana::size_c<I>]; }
};

/// Whatever a part may be, to count them.
struct AnyPart {
    template <class Part>
    operator Part() const noexcept;
};
/// How many parts a layer names, 0 where they are more than six. Each is needed.
template <class Named, class... Parts>
consteval std::size_t count_of_parts() {
    if constexpr (requires { Named{Parts()...}; })
        return sizeof...(Parts);
    else if constexpr (sizeof...(Parts) < 6)
        return count_of_parts<Named, Parts..., AnyPart>();
    else
        return 0;
}

template <std::size_t I, class Named>
constexpr const auto& part_at(const Named& named) noexcept {
    constexpr std::size_t count = count_of_parts<Named>();
    const auto chosen = [](const auto&... parts) -> const auto& { return std::get<I>(std::tie(parts...)); };
    if constexpr (count == 1) {
        const auto& [a] = named;
        return chosen(a);
    } else if constexpr (count == 2) {
        const auto& [a, b] = named;
        return chosen(a, b);
    } else if constexpr (count == 3) {
        const auto& [a, b, c] = named;
        return chosen(a, b, c);
    } else if constexpr (count == 4) {
        const auto& [a, b, c, d] = named;
        return chosen(a, b, c, d);
    } else if constexpr (count == 5) {
        const auto& [a, b, c, d, e] = named;
        return chosen(a, b, c, d, e);
    } else {
        static_assert(count == 6);
        const auto& [a, b, c, d, e, f] = named;
        return chosen(a, b, c, d, e, f);
    }
}

template <class T, std::size_t N>
struct KeptBlock {
    T kept_block[N == 0 ? 1 : N]{};

    constexpr explicit KeptBlock(std::span<const T, N> from) noexcept {
        for (std::size_t i = 0; i < N; ++i) kept_block[i] = from[i];
    }
    constexpr std::span<const T, N> kept() const noexcept { return std::span<const T, N>(kept_block, N); }
};

/// A copy of N values, with the names that Name gives them. Functions return it as a constant: a part that is
/// copied from a temporary one is then the sentence of Values, while one that has a name, or that a reference
/// prolongs, is as good as parameters.
template <class T, std::size_t N, class Name>
struct Kept : KeptBlock<T, N>, std::invoke_result_t<Name, std::span<const T, N>> {
    using Named = std::invoke_result_t<Name, std::span<const T, N>>;

    constexpr explicit Kept(std::span<const T, N> from) noexcept
        : KeptBlock<T, N>(from), Named(Name{}(this->kept())) {}
    constexpr Kept(const Kept& other) noexcept : Kept(other.kept()) {}
    Kept& operator=(const Kept&) = delete;

    template <std::size_t I>
    constexpr auto layer() const& noexcept {
        return Named::template layer<I>();
    }
    template <std::size_t I>
    constexpr const Kept<T, N, LayerWithin<Name, I>> layer() const&& noexcept {
        return Kept<T, N, LayerWithin<Name, I>>(this->kept());
    }
    template <class I, I Index>
    constexpr auto operator[](boost::hana::integral_constant<I, Index> index) const& noexcept {
        return static_cast<const Named&>(*this)[index];
    }
    template <class I, I Index>
    constexpr const Kept<T, N, LiteralWithin<Name, Index>> operator[](
        boost::hana::integral_constant<I, Index>) const&& noexcept {
        return Kept<T, N, LiteralWithin<Name, Index>>(this->kept());
    }
    constexpr const T& operator[](std::size_t i) const noexcept
        requires std::is_base_of_v<std::span<const T, N>, Named>
    {
        return this->kept_block[i];
    }
    template <std::size_t I>
    constexpr auto branch() const& noexcept {
        return Named::template branch<I>();
    }
    template <std::size_t I>
    constexpr const Kept<T, N, BranchWithin<Name, I>> branch() const&& noexcept {
        return Kept<T, N, BranchWithin<Name, I>>(this->kept());
    }
    template <std::size_t I>
    constexpr auto stack() const& noexcept {
        return Named::template stack<I>();
    }
    template <std::size_t I>
    constexpr const Kept<T, N, StackWithin<Name, I>> stack() const&& noexcept {
        return Kept<T, N, StackWithin<Name, I>>(this->kept());
    }

    /// For `const auto [weight, bias] = make().layer<0>();`.
    template <std::size_t I>
    constexpr const auto& get() const noexcept {
        return part_at<I>(static_cast<const Named&>(*this));
    }
};

/// What a temporary gives of layer I of a chain, and of its state.
template <class Chain, std::size_t I, class L = typename Chain::template layer<I>, class T>
constexpr const Kept<T, L::parameters, PartsOf<L>> kept_layer(
    std::span<const T, Chain::parameters> trained) noexcept {
    return Kept<T, L::parameters, PartsOf<L>>(
        trained.template subspan<Chain::plan.parameters[I], L::parameters>());
}
template <class Chain, std::size_t I, class L = typename Chain::template layer<I>, class T>
constexpr const Kept<T, L::state, StateOf<L>> kept_state(std::span<const T, Chain::state> state) noexcept {
    return Kept<T, L::state, StateOf<L>>(state.template subspan<Chain::plan.state[I], L::state>());
}

}  // namespace ctnn::detail::inline CTNN_CODE

template <class T, std::size_t N, class Name>
    requires std::is_aggregate_v<std::invoke_result_t<Name, std::span<const T, N>>>
struct std::tuple_size<ctnn::detail::Kept<T, N, Name>>
    : std::integral_constant<
          std::size_t, ctnn::detail::count_of_parts<std::invoke_result_t<Name, std::span<const T, N>>>()> {};
template <std::size_t I, class T, std::size_t N, class Name>
struct std::tuple_element<I, ctnn::detail::Kept<T, N, Name>>
    : std::remove_reference<
          decltype(std::declval<const ctnn::detail::Kept<T, N, Name>&>().template get<I>())> {};
