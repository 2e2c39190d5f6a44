#pragma once

#include <concepts>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/error/network.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/engine/layer.hpp>
#include <ctnn/engine/layer_mistake.hpp>
#include <ctnn/engine/lifting.hpp>
#include <ctnn/engine/parts.hpp>
#include <ctnn/engine/step_stream.hpp>
#include <type_traits>

// How `Dense<16, Tanh>` becomes a layer on an input shape, and what happens when it cannot.

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// A layer that does not fit where it stands. It remains a valid layer, which does nothing, so that the
/// compiler goes on to Network, which says the sentence once; its counts are 1, because a 0 would trip the
/// user's own assertions.
template <class Sentence, class In, class Out = In>
struct BrokenLayer {
    using mistake = Sentence;
    using input = In;
    using output = Out;
    using logits = BrokenLayer;
    static constexpr std::size_t in = In::size, out = Out::size, parameters = 1, state = 0, tape = 0,
                                 scratch = 0, backward_scratch = 0, multiply_adds = 1, count = 0;

    template <std::size_t B, class T>
    static constexpr void predict(auto&&...) {}
    template <std::size_t B, class T>
    static constexpr T forward(auto&&...) {
        return T();
    }
    template <std::size_t B, class T>
    static constexpr void backward(auto&&...) {}
    template <class T>
    static constexpr void initialize(auto&&...) {}
};

template <class L>
concept Broken = requires { typename L::mistake; };

/// Of one whose outputs and parameters do.
template <class L>
consteval bool leaves_room() {
    bool room = true;
    if constexpr (requires { std::size_t{L::state}; }) room = room && L::state <= most_values;
    if constexpr (requires { std::size_t{L::tape}; }) room = room && L::tape <= most_values;
    if constexpr (requires { std::size_t{L::scratch}; }) room = room && L::scratch <= most_values;
    if constexpr (requires { std::size_t{L::backward_scratch}; })
        room = room && L::backward_scratch <= most_values;
    if constexpr (requires { std::size_t{L::stream::memory}; })
        room = room && L::stream::memory <= most_values && L::stream::scratch <= most_values;
    if constexpr (requires { std::size_t{L::multiply_adds}; }) room = room && L::multiply_adds < too_large;
    return room;
}

/// Whether a placed layer is small enough for a machine: its outputs, its parameters, what it keeps and needs
/// of memory, the operations that it takes. Whatever a user's layer does not say is not asked for.
template <class L>
consteval bool fits_memory() {
    if constexpr (!requires { L::output::size; }) {
        return true;
    } else if constexpr (L::output::size > most_values) {
        return false;
    } else if constexpr (requires { std::size_t{L::parameters}; }) {
        if constexpr (L::parameters > most_values)
            return false;
        else
            return leaves_room<L>();
    } else {
        return true;
    }
}

/// `On` on one step of In, or what says why it is not the same for every step, as L says; void where L does
/// not say so, or has a stream of its own.
template <class L, class On, class In>
consteval auto on_every_step() {
    if constexpr (!same_for_every_step<On>() || In::rank < 2 || requires { typename On::stream; }) {
        return std::type_identity<void>{};
    } else {
        using says = error::this_layer_says_same_for_every_step<L>;
        using OneStep = StepOf<In>;
        if constexpr (!requires { requires SampleLayer<typename L::template on<OneStep>>; }) {
            return std::type_identity<
                BrokenLayer<typename says::template but_knows_no_single_step<OneStep>, In>>{};
        } else {
            using Step = typename L::template on<OneStep>;
            if constexpr (Step::parameters != On::parameters)
                return std::type_identity<
                    BrokenLayer<typename says::template but_has_other_parameters_on<OneStep>, In>>{};
            else if constexpr (On::output::rank != Step::output::rank + 1 ||
                               On::output::extents[0] != In::extents[0] ||
                               On::output::size != In::extents[0] * Step::output::size)
                return std::type_identity<BrokenLayer<
                    typename says::template but_gives_no_sequence_of<typename Step::output>, In>>{};
            else
                return std::type_identity<Step>{};
        }
    }
}

template <class L, class In>
struct Place {
    using type = BrokenLayer<typename error::is_not_a_layer<L>::that_has_a_template_on, In>;
};

template <class L, class In>
    requires requires { typename L::template on<In>; }
struct Place<L, In> {
    using on = typename L::template on<In>;

    static consteval auto adapt() {
        if constexpr (Broken<on>)
            return std::type_identity<on>{};
        else if constexpr (!fits_memory<on>())
            return std::type_identity<
                BrokenLayer<typename error::this_layer_is_larger_than_any_memory<L>::template on<In>, In>>{};
        else if constexpr (!std::is_void_v<typename decltype(parts_mistake<L, on>())::type>)
            return std::type_identity<BrokenLayer<typename decltype(parts_mistake<L, on>())::type, In>>{};
        else if constexpr (BatchLayer<on>)
            return std::type_identity<on>{};
        else if constexpr (!std::is_void_v<LayerMistake<L, on, In>>)
            return std::type_identity<BrokenLayer<LayerMistake<L, on, In>, In>>{};
        else
            return lift();
    }
    static consteval auto lift() {
        using Step = typename decltype(on_every_step<L, on, In>())::type;
        if constexpr (Broken<Step>)
            return std::type_identity<Step>{};
        else
            return std::type_identity<Lifted<on, Step>>{};
    }
    using type = typename decltype(adapt())::type;
};

/// How many layers may stand in a row: as many as clang takes in one fold expression unless it is told
/// otherwise, less one. In a Sequential they are one.
inline constexpr std::size_t most_in_a_row = 255;

template <class In, std::size_t N>
struct WrongNumberOfLayers {
    using type =
        BrokenLayer<typename error::these_are<
                        N>::template layers_in_a_row_so_group_them_in_Sequentials_of_at_most<most_in_a_row>,
                    In>;
};
template <class In>
struct WrongNumberOfLayers<In, 0> {
    using type = BrokenLayer<error::a_network_needs_at_least_one_layer<In>, In>;
};

}  // namespace detail::inline CTNN_CODE

/// The layer that `L` becomes on the input shape `In`: an empty type that knows its output shape and what it
/// computes.
template <class L, class In>
using placed = typename detail::Place<L, In>::type;

}  // namespace ctnn
