#pragma once

#include <boost/hana/integral_constant.hpp>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/anything.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/network.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/engine/kept_values.hpp>
#include <ctnn/engine/values.hpp>
#include <ctnn/network/arguments.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/no_parameters.hpp>
#include <span>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <class X>
inline constexpr bool is_parameters = false;
template <class Net, class T>
inline constexpr bool is_parameters<Parameters<Net, T>> = true;

template <class Net, class T, class Values>
consteval auto parameters_mistake() {
    constexpr std::size_t N = Net::parameter_count + Net::state_count;
    if constexpr (std::is_same_v<Values, Parameters<Net, T>>)
        return std::type_identity<void>{};  // a copy
    else
        return reading_mistake<Values, T, N,
                               error::the_network_has<N>::template parameters_but_the_array_holds>();
}

template <class Net, class T, class Values>
using ParametersMistake = typename decltype(parameters_mistake<Net, T, Values>())::type;

}  // namespace detail::inline CTNN_CODE

/// All values of a network in one flat block: the trained ones first, layer by layer, then the state. No
/// padding anywhere: the block is what a file, memcpy or an all-reduce sees. Trivially copyable; the start is
/// aligned to 64 bytes from 16 values on. A gradient and an optimizer's moments have this type too.
///
/// A big network's block belongs in static storage, or on the heap, rather than on the stack.
/// T is a Number: float or double. Goes wrong with any other type, and where Net is no network: a sentence.
template <class Net, class T = float>
struct Parameters : detail::ComputesIn<T>, detail::OfNetwork<Net> {
    using network = Net;
    CTNN_MEMBER static constexpr std::size_t size() noexcept { return 0; }
    float values[1]{};

    CTNN_MEMBER constexpr Parameters() noexcept = default;
    CTNN_MEMBER constexpr explicit Parameters(const auto&) noexcept {}
    CTNN_MEMBER constexpr float* data() noexcept { return values; }
    CTNN_MEMBER constexpr const float* data() const noexcept { return values; }
    CTNN_MEMBER constexpr detail::Said trained() const noexcept { return {}; }
    CTNN_MEMBER constexpr detail::Said state() const noexcept { return {}; }
};

template <class Net, Number T>
    requires detail::ANetwork<Net>
struct Parameters<Net, T> {
    using network = Net;   ///< whose parameters they are
    using value_type = T;  ///< float or double

    /// How many values there are, trained or not.
    CTNN_MEMBER static constexpr std::size_t size() noexcept {
        return Net::parameter_count + Net::state_count;
    }

    /// The block; `trained()` and `state()` are its two parts.
    alignas(size() >= 16 ? 64 : alignof(T)) typename Numbers<T>::storage values[size() == 0 ? 1 : size()]{};

    /// All values zero.
    CTNN_MEMBER constexpr Parameters() noexcept = default;

    /// Copies the values of an array in the block's order. Goes wrong when it holds another number of them: a
    /// sentence.
    template <class Values>
        requires std::is_void_v<detail::ParametersMistake<Net, T, Values>>
    CTNN_MEMBER constexpr explicit Parameters(const Values& from) noexcept {
        const std::span<const T, size()> source(from);
        for (std::size_t i = 0; i < size(); ++i) values[i] = source[i];
    }
    template <class Values>
        requires(!std::is_void_v<detail::ParametersMistake<Net, T, Values>> && !detail::is_parameters<Values>)
    CTNN_MEMBER explicit Parameters(
        const Values&, decltype(error::sentence(detail::parameters_mistake<Net, T, Values>())) = {});

    /// Another network's parameters are none of this one's, even if as many; and the type traits say so.
    template <class Other, class U>
        requires(!std::is_same_v<Other, Net>)
    Parameters(const Parameters<Other, U>&, error::these_parameters_belong_to<Other> = {}) = delete;
    /// Nor are numbers of another type.
    template <class U>
        requires(!std::is_same_v<U, T>)
    Parameters(const Parameters<Net, U>&, error::these_parameters_are_of_another_type<U> = {}) = delete;

    /// The same of what is assigned.
    template <class Values>
        requires(std::is_void_v<detail::ParametersMistake<Net, T, Values>> && !detail::is_parameters<Values>)
    CTNN_MEMBER constexpr Parameters& operator=(const Values& from) noexcept {
        return *this = Parameters(from);
    }
    template <class Values>
        requires(!std::is_void_v<detail::ParametersMistake<Net, T, Values>> && !detail::is_parameters<Values>)
    auto operator=(const Values&) -> decltype(error::sentence(detail::parameters_mistake<Net, T, Values>()));
    template <class Other, class U>
        requires(!std::is_same_v<Other, Net>)
    error::these_parameters_belong_to<Other> operator=(const Parameters<Other, U>&);
    template <class U>
        requires(!std::is_same_v<U, T>)
    error::these_parameters_are_of_another_type<U> operator=(const Parameters<Net, U>&);

    /// The start of the block.
    CTNN_MEMBER constexpr T* data() noexcept { return values; }
    CTNN_MEMBER constexpr const T* data() const noexcept { return values; }

    /// The values that training changes. Of parameters that are a temporary this and all that follows hold
    /// copies of the values that are asked for; a part that would outlive them is a sentence.
    CTNN_MEMBER constexpr Values<T, Net::parameter_count> trained() & noexcept {
        return std::span<T, Net::parameter_count>(values, Net::parameter_count);
    }
    CTNN_MEMBER constexpr Values<const T, Net::parameter_count> trained() const& noexcept {
        return std::span<const T, Net::parameter_count>(values, Net::parameter_count);
    }
    CTNN_MEMBER constexpr const detail::Kept<T, Net::parameter_count, detail::AsTheyAre> trained()
        const&& noexcept {
        return detail::Kept<T, Net::parameter_count, detail::AsTheyAre>(trained());
    }

    /// The values that are kept but not trained, as BatchNorm's running mean.
    CTNN_MEMBER constexpr Values<T, Net::state_count> state() & noexcept {
        return std::span<T, Net::state_count>(values + Net::parameter_count, Net::state_count);
    }
    CTNN_MEMBER constexpr Values<const T, Net::state_count> state() const& noexcept {
        return std::span<const T, Net::state_count>(values + Net::parameter_count, Net::state_count);
    }
    CTNN_MEMBER constexpr const detail::Kept<T, Net::state_count, detail::AsTheyAre> state()
        const&& noexcept {
        return detail::Kept<T, Net::state_count, detail::AsTheyAre>(state());
    }

    /// That of layer I by name: `state<1>().mean`, `state<1>().variance` of a BatchNorm.
    template <std::size_t I>
        requires(I < Net::layer_count)
    CTNN_MEMBER constexpr auto state() & noexcept {
        return Net::body::template named_state<T>(state()).template layer<I>();
    }
    template <std::size_t I>
        requires(I < Net::layer_count)
    CTNN_MEMBER constexpr auto state() const& noexcept {
        return Net::body::template named_state<const T>(state()).template layer<I>();
    }
    template <std::size_t I>
        requires(I < Net::layer_count)
    CTNN_MEMBER constexpr decltype(auto) state() const&& noexcept {
        return detail::kept_state<typename Net::body, I>(state());
    }

    /// The parts of layer I as spans into the block: `layer<0>().weight`, `layer<0>().bias`. Goes wrong when
    /// there is no such layer: a sentence.
    template <std::size_t I>
        requires(I < Net::layer_count)
    CTNN_MEMBER constexpr auto layer() & noexcept {
        if constexpr (detail::is_frozen_layer<Net, I>())
            return state<I>();
        else
            return Net::body::template named<T>(trained()).template layer<I>();
    }
    template <std::size_t I>
        requires(I < Net::layer_count)
    CTNN_MEMBER constexpr auto layer() const& noexcept {
        if constexpr (detail::is_frozen_layer<Net, I>())
            return state<I>();
        else
            return Net::body::template named<const T>(trained()).template layer<I>();
    }
    template <std::size_t I>
        requires(I < Net::layer_count)
    CTNN_MEMBER constexpr decltype(auto) layer() const&& noexcept {
        if constexpr (detail::is_frozen_layer<Net, I>())
            return detail::kept_state<typename Net::body, I>(state());
        else
            return detail::kept_layer<typename Net::body, I>(trained());
    }
    template <std::size_t I>
        requires(I >= Net::layer_count)
    detail::NoPart layer(typename error::the_network_has_layers_from_0_to_less_than<
                             Net::layer_count>::template but_this_asks_for_number<I> = {}) const;
    template <std::size_t I>
        requires(I >= Net::layer_count)
    detail::NoPart state(typename error::the_network_has_layers_from_0_to_less_than<
                             Net::layer_count>::template but_this_asks_for_number<I> = {}) const;
    detail::NoPart layer(
        std::integral auto,
        error::the_number_of_a_layer_goes_in_angle_brackets_as_in_layer_0_of<Net> = {}) const;
    detail::NoPart state(
        std::integral auto,
        error::the_number_of_a_layer_goes_in_angle_brackets_as_in_layer_0_of<Net> = {}) const;

    /// The same by Hana literal: `parameters[0_c].weight`.
    template <class I, I Index>
    CTNN_MEMBER constexpr auto operator[](boost::hana::integral_constant<I, Index>) & noexcept {
        return layer<std::size_t{Index}>();
    }
    template <class I, I Index>
    CTNN_MEMBER constexpr auto operator[](boost::hana::integral_constant<I, Index>) const& noexcept {
        return layer<std::size_t{Index}>();
    }
    template <class I, I Index>
    CTNN_MEMBER constexpr decltype(auto) operator[](
        boost::hana::integral_constant<I, Index>) const&& noexcept {
        return static_cast<const Parameters&&>(*this).template layer<std::size_t{Index}>();
    }
    error::the_number_of_a_layer_goes_in_angle_brackets_as_in_layer_0_of<Net> operator[](
        std::integral auto) const;
};

/// So that `Parameters values;` is the sentence of what is no network.
Parameters() -> Parameters<error::one_was_left_out_as_in_Parameters_of_Network, float>;

inline namespace CTNN_CODE {

/// Gives every layer its initial values, in place, from the seed: the same numbers on every machine.
template <class Net, Number T>
constexpr void initialize(Parameters<Net, T>& parameters, std::uint64_t seed) noexcept {
    Random random{seed};
    for (T& value : parameters.state()) value = 0;
    Net::body::template initialize<T>(parameters.trained(), parameters.state(), random);
}

template <class Net, class T>
    requires(!Number<T>)
constexpr void initialize(Parameters<Net, T>&, std::uint64_t) noexcept {}  // which have said it

template <class P, class... Rest>
    requires detail::InPlaceOfParameters<P, Rest...>
decltype(error::sentence(detail::no_parameters_mistake<P>())) initialize(const P&, const Rest&...);
template <class Net, class T>
error::initialize_takes_a_seed_after_the_parameters_of<Net> initialize(const Parameters<Net, T>&);
template <class Net, class T>
error::nothing_can_be_assigned_to_parameters_that_are_const<const T> initialize(const Parameters<Net, T>&,
                                                                                std::uint64_t);
template <detail::NoArgument...>
error::a_seed_is_a_number_as_in_initialize_parameters_42 initialize(detail::AnyParameters,
                                                                    detail::GivenAsSeed);

}  // namespace CTNN_CODE
}  // namespace ctnn
