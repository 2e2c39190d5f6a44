#pragma once

#include <boost/hana/integral_constant.hpp>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/core/readable.hpp>
#include <span>
#include <type_traits>

// A layer's values within a block, by name: what `parameters.layer<I>()` gives.

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <class T, std::size_t N, class From>
consteval auto assigning_mistake() {
    if constexpr (std::is_const_v<T>)
        return std::type_identity<error::nothing_can_be_assigned_to_parameters_that_are_const<T>>{};
    else
        return reading_mistake<
            From, T, N, error::this_part_of_the_parameters_has<N>::template values_but_the_array_holds>();
}

template <class T, std::size_t N, class From>
using AssigningMistake = typename decltype(assigning_mistake<T, N, From>())::type;

}  // namespace detail::inline CTNN_CODE

/// N values within a block of parameters: a std::span, but what is assigned to it is copied into the block.
///
/// Assigning takes whatever can be read as N values of type T (an array, std::array, a span of N, braces); of
/// a std::vector, `std::span(vector).first<N>()`. Goes wrong, as a sentence: another number of values, values
/// of another type, the values of parameters that are const.
template <class T, std::size_t N>
struct Values : std::span<T, N> {
    using std::span<T, N>::span;
    /// Of a span, whose values it then is.
    CTNN_MEMBER constexpr Values(std::span<T, N> values) noexcept : std::span<T, N>(values) {}
    constexpr Values(const Values&) noexcept = default;
    constexpr Values(Values&&) noexcept = default;
    /// Of parameters that are a temporary, whose parts are constants without a name. A const variable that a
    /// function returns is taken for one too, where its values are const: there, leave the const away.
    /// Not seen is a std::span of them, for it may be a function's argument, for whose call they last.
    Values(const Values&&, error::these_values_lie_in_a_temporary_so_give_its_Parameters_a_name_first<N> = {})
        requires(std::is_const_v<T>)
    = delete;

    CTNN_MEMBER constexpr const Values& operator=(const Values& from) const noexcept
        requires(!std::is_const_v<T>)
    {
        return copied(from);
    }
    template <class From>
        requires std::is_void_v<detail::AssigningMistake<T, N, From>>
    CTNN_MEMBER constexpr const Values& operator=(const From& from) const noexcept {
        return copied(from);
    }
    template <class From>
        requires(!std::is_void_v<detail::AssigningMistake<T, N, From>>)
    auto operator=(const From&) const -> decltype(error::sentence(detail::assigning_mistake<T, N, From>()));
    /// The same of braces.
    template <std::size_t Given>
        requires std::is_void_v<detail::AssigningMistake<T, N, T[Given]>>
    CTNN_MEMBER constexpr const Values& operator=(const T (&from)[Given]) const noexcept {
        return copied(from);
    }
    template <std::size_t Given>
        requires(!std::is_void_v<detail::AssigningMistake<T, N, T[Given]>>)
    auto operator=(const T (&)[Given]) const
        -> decltype(error::sentence(detail::assigning_mistake<T, N, T[Given]>()));

  private:
    CTNN_MEMBER constexpr const Values& copied(std::span<const T, N> from) const noexcept {
        for (std::size_t i = 0; i < N; ++i) (*this)[i] = from[i];
        return *this;
    }
};

namespace detail::inline CTNN_CODE {

template <class T, std::size_t N>
struct Extent<Values<T, N>> : Extent<T[N]> {};

/// The values of a layer that names no parts.
template <class T, std::size_t N>
struct PlainValues {
    Values<T, N> values;
};

/// The parts of a layer that there is not, by the names that parts have, so that one sentence is said of it.
struct NoPart {
    struct Nothing {
        const Nothing& operator=(const auto&) const noexcept;
        float& operator[](std::size_t) const noexcept;
        float* begin() const noexcept;
        float* end() const noexcept;
        float* data() const noexcept;
        std::size_t size() const noexcept;
    };
    Nothing values, weight, bias, kernel, recurrent_kernel, gamma, beta, mean, variance, slope, h, c, h0, c0,
        in_proj_weight, in_proj_bias, out_proj_weight, out_proj_bias;

    template <std::size_t>
    NoPart layer() const noexcept;
    template <std::size_t>
    NoPart branch() const noexcept;
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

/// What the stream S of a layer remembers.
template <class S, class T>
constexpr auto memory_of(std::span<T, S::memory> kept) noexcept {
    if constexpr (requires { S::template remembered<T>(kept); })
        return S::template remembered<T>(kept);
    else
        return PlainValues<T, S::memory>{kept};
}

/// The values of a chain: `layer<I>()`, or `[0_c]`, are those of its layers.
template <class Chain, class T>
struct ChainValues {
    Values<T, Chain::parameters> values;

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
    Values<T, Branches::parameters> values;

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
    Values<T, Chain::state> values;

    template <std::size_t I>
    constexpr auto layer() const noexcept {
        using L = typename Chain::template layer<I>;
        return state_of<L, T>(values.template subspan<Chain::plan.state[I], L::state>());
    }
};

/// What the stream of a chain remembers: `layer<I>()` is what that of layer I does.
template <class Stream, class T>
struct ChainMemory {
    Values<T, Stream::memory> values;

    template <std::size_t I>
    constexpr auto layer() const noexcept {
        using S = typename Stream::template link<I>;
        return memory_of<S, T>(values.template subspan<Stream::plan.memory[I], S::memory>());
    }
};

template <class Branches, class T>
struct BranchState {
    Values<T, Branches::state> values;

    template <std::size_t I>
    constexpr auto branch() const noexcept {
        using L = typename Branches::template branch<I>;
        return state_of<L, T>(values.template subspan<Branches::plan.state[I], L::state>());
    }
};

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn

template <class T, std::size_t N>
inline constexpr bool std::ranges::enable_borrowed_range<ctnn::Values<T, N>> = true;
template <class T, std::size_t N>
inline constexpr bool std::ranges::enable_view<ctnn::Values<T, N>> = true;
