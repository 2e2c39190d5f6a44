#pragma once

#include <cstddef>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/concepts.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/engine/placed/wave_net.hpp>
#include <ctnn/engine/placed/wave_net_parts.hpp>
#include <ctnn/engine/placing.hpp>
#include <type_traits>

namespace ctnn {

/// One stack of a WaveNet: `Channels` channels go through the layers, `Dilated<3, 1, 2, 4, 8>` for four of
/// kernel 3, or several such `InTurn`; its head makes `Outputs` channels of what the layers give. It is no
/// layer by itself.
template <std::size_t Channels, class Layers, std::size_t Outputs, class Act = Tanh,
          auto Options = WaveNetOptions{}>
struct WaveNetStack {
    static constexpr std::size_t channels = Channels, outputs = Outputs;
    using layers = Layers;
    using activation = Act;
    static constexpr auto options = Options;

    CTNN_MEMBER static constexpr void spell(std::type_identity<WaveNetStack> self, auto& out) {
        out(self, Channels, std::type_identity<Layers>{}, Outputs, or_default<Act, Tanh>,
            OrDefault{Options, WaveNetOptions{}});
    }
};

namespace detail::inline CTNN_CODE {

/// The first mistake in the numbers of a stack, or void.
template <class Stack>
struct StackMistake {
    using type = error::a_WaveNet_is_made_of_WaveNetStacks_but_was_given<Stack>;
};
template <std::size_t Channels, class Layers, std::size_t Outputs, class Act, auto Options>
struct StackMistake<WaveNetStack<Channels, Layers, Outputs, Act, Options>> {
    static consteval bool has_zero(std::size_t DilatedKernel::*number) {
        for (const DilatedKernel& one : KernelsOf<Layers>::all)
            if (one.*number == 0) return true;
        return false;
    }
    static consteval auto find() {
        using cannot_have = error::a_WaveNetStack_cannot_have<0>;
        if constexpr (!std::is_same_v<TypeOf<Options>, WaveNetOptions>)
            return std::type_identity<
                error::a_WaveNetStack_takes_WaveNetOptions_but_was_given<TypeOf<Options>>>{};
        else if constexpr (!KernelsOf<Layers>::are_known)
            return std::type_identity<
                error::the_layers_of_a_WaveNetStack_are_Dilated_or_InTurn_but_not<Layers>>{};
        else if constexpr (KernelsOf<Layers>::count == 0)
            return std::type_identity<typename cannot_have::layers>{};
        else if constexpr (Channels == 0)
            return std::type_identity<typename cannot_have::channels>{};
        else if constexpr (Outputs == 0)
            return std::type_identity<typename cannot_have::outputs>{};
        else if constexpr (has_zero(&DilatedKernel::kernel) || Options.head_kernel == 0)
            return std::type_identity<typename cannot_have::steps_in_a_kernel>{};
        else if constexpr (has_zero(&DilatedKernel::dilation) || Options.head_dilation == 0)
            return std::type_identity<typename cannot_have::dilation>{};
        else if constexpr (!AnActivation<Act>)
            return std::type_identity<
                typename error::is_not_an_activation<Act>::that_has_value_of_z_and_slope_of_z_y>{};
        else if constexpr (!Elementwise<Act>)
            return std::type_identity<error::a_WaveNet_takes_an_activation_of_single_values_unlike<Act>>{};
        else
            return std::type_identity<void>{};
    }
    using type = typename decltype(find())::type;
};

/// The first mistake of stacks in a row, each of which is right: a head gives what the next stack adds to.
template <class... Stacks>
struct StacksMistake : std::type_identity<void> {};
template <class First, class Second, class... Rest>
struct StacksMistake<First, Second, Rest...> : StacksMistake<Second, Rest...> {};
template <class First, class Second, class... Rest>
    requires(First::outputs != Second::channels)
struct StacksMistake<First, Second, Rest...> {
    using type = typename error::the_outputs_of_a_WaveNetStack_are_the_channels_of_the_next_but_these_are<
        First::outputs>::template and_those<Second::channels>;
};

template <class... Mistakes>
struct FirstMistake : std::type_identity<void> {};
template <class First, class... Rest>
struct FirstMistake<First, Rest...> : std::type_identity<First> {};
template <class... Rest>
struct FirstMistake<void, Rest...> : FirstMistake<Rest...> {};

/// Stacks one after the other, of which the first is given `Inputs` channels.
template <class In, std::size_t Inputs, class Done, class... Stacks>
struct PlaceStacks;
template <class In, std::size_t Inputs, class... Done>
struct PlaceStacks<In, Inputs, std::tuple<Done...>> : std::type_identity<WaveNetOn<In, Done...>> {};
template <class In, std::size_t Inputs, class... Done, class Stack, class... Rest>
struct PlaceStacks<In, Inputs, std::tuple<Done...>, Stack, Rest...>
    : PlaceStacks<In, Stack::channels,
                  std::tuple<Done..., WaveNetStackOn<Stack, In::extents[0], In::extents[1], Inputs,
                                                     sizeof...(Rest) == 0>>,
                  Rest...> {};

template <class In, class... Stacks>
consteval auto wave_net_on() {
    using own = typename FirstMistake<typename StackMistake<Stacks>::type...>::type;
    if constexpr (sizeof...(Stacks) == 0) {
        return std::type_identity<BrokenLayer<error::a_WaveNet_needs_at_least_one_stack<In>, In>>{};
    } else if constexpr (!std::is_void_v<own>) {
        return std::type_identity<BrokenLayer<own, In>>{};
    } else if constexpr (In::rank != 2) {
        return std::type_identity<
            BrokenLayer<error::a_WaveNet_needs_steps_features_but_the_layer_before_it_gives<In>, In>>{};
    } else {
        using between = typename StacksMistake<Stacks...>::type;
        if constexpr (!std::is_void_v<between>)
            return std::type_identity<BrokenLayer<between, In>>{};
        else
            return PlaceStacks<In, In::extents[1], std::tuple<>, Stacks...>{};
    }
}

}  // namespace detail::inline CTNN_CODE

/// Stacks of dilated causal convolutions, as they model audio amplifiers and effects:
/// `WaveNet<WaveNetStack<16, Dilated<3, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512>, 8>, WaveNetStack<8,
/// Dilated<3, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512>, 1, Tanh, WaveNetOptions{.head_bias = true}>>` is the
/// standard model of Neural Amp Modeler.
///
/// Shapes: `Shape<steps, features>` -> `Shape<steps, outputs of the last stack>`.
/// A stack makes its channels of what it is given (`rechannel`); each layer then takes x and gives z = Act(a
/// dilated causal convolution of x + b + a mix of the input's features), or, gated, Act(first half) times
/// sigmoid(second half); the next layer takes x + a mix of z + b. The head sees the sum of all z of the
/// stack, and of what the head before it gave, whose outputs therefore are the next stack's channels; the
/// next stack is given the last layer's x.
/// Source: van den Oord et al., WaveNet: A generative model for raw audio, 2016; Wright et al.,
/// Real-time guitar amplifier emulation with deep learning, 2020; NeuralAmpModelerCore,
/// NAM/wavenet.
/// Parameters, stack by stack: `rechannel` (1, inputs, channels); of each layer `conv` (kernel, channels,
/// sums) and bias, `mixin` (1, features, sums), `output` (1, channels, channels) and bias, which the last
/// layer of the last stack does without; `head` (head_kernel, channels, outputs), and bias if it has one:
/// `parameters.layer<I>().stack<0>().layer<2>().conv.weight`, `.rechannel().weight`, `.head().weight`.
/// Cost: every weight once a step. Streams, quickest in blocks of 64 steps or multiples of it, with the same
/// bits as `predict`; remembers of each channel of each layer the steps that its kernel sees, and up to 207
/// more. Before the first step lie zeros, in each layer; who wants silence there, as Neural Amp Modeler,
/// first streams as many zeros as the layers see together.
/// PyTorch and Keras: none. `save_onnx` writes it as the convolutions that it is made of, in which `ctnn
/// import` knows it again; `save_c` with a step that keeps what its kernels see.
/// Goes wrong on an input that is no sequence, with stacks whose channels are not the outputs before them,
/// numbers of 0, an activation of whole samples and options of another layer: a sentence from the network.
template <class... Stacks>
struct WaveNet {
    template <class In>
    using on = typename decltype(detail::wave_net_on<In, Stacks...>())::type;
};

}  // namespace ctnn
