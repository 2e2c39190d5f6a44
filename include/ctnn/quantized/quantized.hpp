#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/quantized.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/network_folded.hpp>
#include <ctnn/quantized/activation.hpp>
#include <ctnn/quantized/dense.hpp>
#include <ctnn/quantized/form.hpp>
#include <tuple>
#include <type_traits>
#include <utility>

namespace ctnn {

template <class Net>
struct Quantized;

namespace detail::inline CTNN_CODE {

template <class Q>
inline constexpr bool is_quantized = false;
template <class Net>
inline constexpr bool is_quantized<Quantized<Net>> = true;

// Where a network belongs, it is one; what is wrong with it, its parameters say.
template <class Net>
inline constexpr bool is_network<Quantized<Net>> = true;

/// Where the values of each of N layers lie in the blocks of a quantised network; [N] is the end.
template <std::size_t N>
struct QuantizedPlan {
    std::array<std::size_t, N + 1> weights{}, tables{}, integers{}, numbers{};
    std::size_t widest = 0;  // row of codes
};

/// The layers of a folded network, quantised. From `count` on they have no parameters: these compute in
/// floats, as they are.
template <class Net>
struct QuantizedChain {
    static constexpr std::size_t count = 0;
    static constexpr QuantizedPlan<0> plan{};
};
template <class First, class... Layers>
    requires(!Broken<typename Network<First, Layers...>::body>)
struct QuantizedChain<Network<First, Layers...>> {
    using network = Network<First, Layers...>;
    using body = typename network::body;
    template <std::size_t I>
    using layer = typename body::template layer<I>;
    template <std::size_t I>
    using written = std::tuple_element_t<I, std::tuple<Layers...>>;

    static constexpr std::size_t all = sizeof...(Layers);
    static constexpr std::size_t count = [] {
        std::size_t last = 0, i = 0;
        const auto next = [&](std::size_t owned) { ++i, last = owned != 0 ? i : last; };
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (next(layer<I>::parameters + layer<I>::state), ...);
        }(std::make_index_sequence<all>{});
        return last;
    }();
    template <std::size_t I>
    using form = QuantizedForm<layer<I>, I + 1 == count>;

    static constexpr auto plan = [] {
        QuantizedPlan<count> sizes;
        sizes.integers[0] = sizes.numbers[0] = 1;  // of the input
        sizes.widest = kernels::code_stride(network::input_size);
        std::size_t i = 0;
        const auto add = [&]<class Form, class Output>(std::type_identity<Form>, std::type_identity<Output>) {
            sizes.weights[i + 1] = sizes.weights[i] + Form::weights;
            sizes.tables[i + 1] = sizes.tables[i] + Form::tables;
            sizes.integers[i + 1] = sizes.integers[i] + Form::integers;
            sizes.numbers[i + 1] = sizes.numbers[i] + Form::numbers;
            const std::size_t row = kernels::code_stride(Output::size);
            if (++i < count && row > sizes.widest) sizes.widest = row;
        };
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (add(std::type_identity<form<I>>{}, std::type_identity<typename layer<I>::output>{}), ...);
        }(std::make_index_sequence<count>{});
        return sizes;
    }();
};

template <class Chain, std::size_t I = 0>
consteval auto quantized_layer_mistake() {
    if constexpr (I == Chain::count) {
        return std::type_identity<Fits>{};
    } else if constexpr (!has_form<typename Chain::template form<I>>()) {
        return std::type_identity<error::has_no_quantised_form<typename Chain::template written<I>>>{};
    } else {
        using Form = typename Chain::template form<I>;
        if constexpr (requires { Form::sums_of; })
            if constexpr (Form::sums_of > most_inputs_of_bytes)
                return std::type_identity<typename error::sums_of_bytes_have_32_bits_for_inputs_up_to<
                    most_inputs_of_bytes>::template but_this_layer_has<Form::sums_of>>{};
            else
                return quantized_layer_mistake<Chain, I + 1>();
        else
            return quantized_layer_mistake<Chain, I + 1>();
    }
}

template <class Net>
consteval auto quantized_mistake() {
    if constexpr (!is_network<Net> || is_quantized<Net>)
        return std::type_identity<error::is_not_a_network<Net>>{};
    else if constexpr (Broken<typename Net::body>)
        return std::type_identity<Fits>{};  // the network says it
    else if constexpr (QuantizedChain<folded<Net>>::count == 0)
        return std::type_identity<error::there_is_nothing_to_quantise_in<Net>>{};
    else
        return quantized_layer_mistake<QuantizedChain<folded<Net>>>();
}

}  // namespace detail::inline CTNN_CODE

/// A network in eight bits, as a type: the layers of `folded<Net>`, with weights of -127 to 127, a scale for
/// each output, between the layers codes of 0 to 127, and exact sums of 32 bits.
///
///     using Small = Quantized<Digits>;
///     static Parameters<Small> q = quantized<Small>(trainer.parameters, train);
///     std::array<float, 10> probabilities = predict(q, image);
///
/// What goes in and comes out is what Net takes and gives; bytes may go in, which count as b / 255, as in a
/// Dataset. The same parameters and input give the same codes, and the same sums at the end, on every
/// processor, with every compiler and in constant evaluation; the last layer's activation is computed in
/// float, and so is what comes after the last layer that has parameters.
/// Shapes: those of Net. Its values live in `Parameters<Quantized<Net>>`, a quarter as large as Net's.
/// Has forms for: Dense with any activation of single values, ahead of others also with Softmax at the end;
/// Activation; Flatten, Reshape; what folds. PyTorch: `torch.ao.quantization`; Keras: a TFLite model in int8.
/// Goes wrong, in a sentence, where a layer has no quantised form, and where it has so many inputs that sums
/// might not fit.
template <class Net>
struct Quantized : decltype(error::sentence(detail::quantized_mistake<Net>())) {
    using network = Net;                                                  ///< the one in float
    using body = typename Net::body;                                      ///< its layers
    using input = typename Net::input;                                    ///< Shape of a sample
    using output = typename Net::output;                                  ///< and of what is predicted of it
    static constexpr std::size_t input_size = Net::input_size;            ///< values of a sample
    static constexpr std::size_t output_size = Net::output_size;          ///< values of what is predicted
    static constexpr std::size_t parameter_count = Net::parameter_count;  ///< trained values in float
    static constexpr std::size_t state_count = Net::state_count;      ///< values in float that are only kept
    static constexpr std::size_t layer_count = Net::layer_count;      ///< Input is none
    static constexpr std::size_t multiply_adds = Net::multiply_adds;  ///< of `predict`, for one sample
    /// The bytes that `predict` needs besides input and output.
    static constexpr std::size_t workspace_size = 2 * detail::QuantizedChain<folded<Net>>::plan.widest;
};

}  // namespace ctnn
