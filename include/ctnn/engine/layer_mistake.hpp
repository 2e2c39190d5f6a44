#pragma once

#include <concepts>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/engine/layer.hpp>
#include <type_traits>

// What a layer that someone wrote lacks of the roles in engine/layer.hpp, said by name.

namespace ctnn::detail::inline CTNN_CODE {

/// The roles, and what they are called by mistake. A name that a layer has too is ambiguous in a class that
/// derives from both, be it a type, a number or a function of whatever arguments.
struct RoleNames {
    int predict, forward, backward, backward_into, initialize, multiply_adds, least_batch, couples_samples,
        backward_scratch, each_weights, stream, logits, input, output, parameters, state, tape, scratch;
    int in, inputs, out, outputs, parameter, paramters, params, parameter_count, predicts, apply, evaluate,
        backwards, backprop, gradient, initialise, initalize, init, multiply_add, mult_adds, min_batch,
        couple_samples, backwards_scratch, each_weight, streams, logit;
};

template <class L>
struct WithRoleNames : L, RoleNames {};

template <class N>
concept LacksBackward = requires {
    &N::backward;
    &N::backward_into;
};

template <bool Found, class Sentence>
struct Finding {
    static constexpr bool found = Found;
    using type = Sentence;
};

/// The sentence of the first that is found, else void.
template <class... Findings>
struct FirstFound : std::type_identity<void> {};
template <class First, class... Others>
struct FirstFound<First, Others...>
    : std::conditional_t<First::found, std::type_identity<typename First::type>, FirstFound<Others...>> {};

/// A role that a layer does not have, beside a member that looks as if it were meant for it.
template <class Layer, class L>
struct MisspeltRole {
    using N = WithRoleNames<L>;
    using has = error::this_layer_has<Layer>;

    // clang-format off
    using type = typename FirstFound<
        Finding<requires { &N::input; } && !requires { &N::in; },
                typename has::in_did_you_mean_input>,
        Finding<requires { &N::input; } && !requires { &N::inputs; },
                typename has::inputs_did_you_mean_input>,
        Finding<requires { &N::output; } && !requires { &N::out; },
                typename has::out_did_you_mean_output>,
        Finding<requires { &N::output; } && !requires { &N::outputs; },
                typename has::outputs_did_you_mean_output>,
        Finding<requires { &N::parameters; } && !requires { &N::parameter; },
                typename has::parameter_did_you_mean_parameters>,
        Finding<requires { &N::parameters; } && !requires { &N::paramters; },
                typename has::paramters_did_you_mean_parameters>,
        Finding<requires { &N::parameters; } && !requires { &N::params; },
                typename has::params_did_you_mean_parameters>,
        Finding<requires { &N::parameters; } && !requires { &N::parameter_count; },
                typename has::parameter_count_did_you_mean_parameters>,
        Finding<requires { &N::predict; } && !requires { &N::predicts; },
                typename has::predicts_did_you_mean_predict>,
        Finding<requires { &N::predict; } && !requires { &N::apply; },
                typename has::apply_did_you_mean_predict>,
        Finding<requires { &N::predict; } && !requires { &N::evaluate; },
                typename has::evaluate_did_you_mean_predict>,
        Finding<LacksBackward<N> && !requires { &N::backwards; },
                typename has::backwards_did_you_mean_backward>,
        Finding<LacksBackward<N> && !requires { &N::backprop; },
                typename has::backprop_did_you_mean_backward>,
        Finding<LacksBackward<N> && !requires { &N::gradient; },
                typename has::gradient_did_you_mean_backward>,
        Finding<requires { &N::initialize; } && !requires { &N::initialise; },
                typename has::initialise_did_you_mean_initialize>,
        Finding<requires { &N::initialize; } && !requires { &N::initalize; },
                typename has::initalize_did_you_mean_initialize>,
        Finding<requires { &N::initialize; } && !requires { &N::init; },
                typename has::init_did_you_mean_initialize>,
        Finding<requires { &N::multiply_adds; } && !requires { &N::multiply_add; },
                typename has::multiply_add_did_you_mean_multiply_adds>,
        Finding<requires { &N::multiply_adds; } && !requires { &N::mult_adds; },
                typename has::mult_adds_did_you_mean_multiply_adds>,
        Finding<requires { &N::least_batch; } && !requires { &N::min_batch; },
                typename has::min_batch_did_you_mean_least_batch>,
        Finding<requires { &N::couples_samples; } && !requires { &N::couple_samples; },
                typename has::couple_samples_did_you_mean_couples_samples>,
        Finding<requires { &N::backward_scratch; } && !requires { &N::backwards_scratch; },
                typename has::backwards_scratch_did_you_mean_backward_scratch>,
        Finding<requires { &N::each_weights; } && !requires { &N::each_weight; },
                typename has::each_weight_did_you_mean_each_weights>,
        Finding<requires { &N::stream; } && !requires { &N::streams; },
                typename has::streams_did_you_mean_stream>,
        Finding<requires { &N::logits; } && !requires { &N::logit; },
                typename has::logit_did_you_mean_logits>>::type;
    // clang-format on
};

/// A role of a layer that works on batches: what is missing, and what cannot be called as the engine does.
template <class Layer, class L>
struct BatchRole {
    using N = WithRoleNames<L>;
    using lacks = error::this_layer_lacks<Layer>;
    using does_not_take = error::this_layer_does_not_take<Layer>;
    static consteval auto find() {
        if constexpr (!requires { L::state; })
            return std::type_identity<typename lacks::state>{};
        else if constexpr (!requires { L::tape; })
            return std::type_identity<typename lacks::tape>{};
        else if constexpr (!requires { L::scratch; })
            return std::type_identity<typename lacks::scratch>{};
        else
            return FirstFound<
                Finding<requires { &N::predict; }, typename lacks::predict>,
                Finding<requires { &N::forward; }, typename lacks::forward>,
                Finding<LacksBackward<N>, typename lacks::backward>,
                Finding<requires { &N::initialize; }, typename lacks::initialize>,
                Finding<!PredictsBatches<L>, typename does_not_take::the_arguments_of_predict>,
                Finding<!ForwardsBatches<L>, typename does_not_take::the_arguments_of_forward>,
                Finding<!BackwardsBatches<L>, typename does_not_take::the_arguments_of_backward>,
                Finding<!InitializesWithState<L>, typename does_not_take::the_arguments_of_initialize>>{};
    }
    using type = typename decltype(find())::type;
};

/// A role of a layer that knows one sample.
template <class Layer, class L>
struct SampleRole {
    using N = WithRoleNames<L>;
    using lacks = error::this_layer_lacks<Layer>;
    using does_not_take = error::this_layer_does_not_take<Layer>;
    using has_no = error::a_layer_that_knows_one_sample_has_no<Layer>;
    using type =
        typename FirstFound<Finding<requires { &N::predict; }, typename lacks::predict>,
                            Finding<requires { &N::backward; }, typename lacks::backward>,
                            Finding<requires { &N::initialize; }, typename lacks::initialize>,
                            Finding<!PredictsOne<L>, typename does_not_take::the_arguments_of_predict>,
                            Finding<!BackwardsOne<L>, typename does_not_take::the_arguments_of_backward>,
                            Finding<!Initializes<L>, typename does_not_take::the_arguments_of_initialize>,
                            Finding<requires { requires(L::state > 0); }, typename has_no::state>,
                            Finding<requires { requires(L::tape > 0); }, typename has_no::tape>,
                            Finding<requires { requires(L::scratch > 0); }, typename has_no::scratch>>::type;
};

/// Whether a layer is meant to work on batches: it has what only those have, and nothing takes one sample.
template <class L, class N = WithRoleNames<L>>
concept MeansBatches = !PredictsOne<L> && !BackwardsOne<L> && !requires {
    &N::forward;
    &N::state;
    &N::tape;
    &N::scratch;
};

/// `Layer` as it was written, `L` as it is placed on In.
template <class Layer, class L, class In>
consteval auto layer_mistake() {
    using lacks = error::this_layer_lacks<Layer>;
    if constexpr (SampleLayer<L> && std::is_final_v<L>) {
        return std::type_identity<void>{};  // of which nothing can be derived to see what else it has
    } else if constexpr (!std::is_class_v<L> || std::is_final_v<L>) {
        return std::type_identity<typename error::is_not_a_layer<Layer>::that_has_a_template_on>{};
    } else if constexpr (!std::is_empty_v<L>) {
        return std::type_identity<error::a_placed_layer_holds_no_values_but_this_one_does<Layer>>{};
    } else if constexpr (!std::is_void_v<typename MisspeltRole<Layer, L>::type>) {
        return MisspeltRole<Layer, L>{};
    } else if constexpr (!requires { L::input::size; }) {
        return std::type_identity<typename lacks::input>{};
    } else if constexpr (!requires { L::output::size; }) {
        return std::type_identity<typename lacks::output>{};
    } else if constexpr (!requires { std::size_t{L::parameters}; }) {
        return std::type_identity<typename lacks::parameters>{};
    } else if constexpr (L::input::size != In::size) {
        return std::type_identity<
            typename error::this_layer_is_placed_on<In>::template but_takes<typename L::input>>{};
    } else if constexpr (MeansBatches<L>) {
        return BatchRole<Layer, L>{};
    } else {
        return SampleRole<Layer, L>{};
    }
}

/// void when a layer is sound, else the sentence.
template <class Layer, class L, class In>
using LayerMistake = typename decltype(layer_mistake<Layer, L, In>())::type;

}  // namespace ctnn::detail::inline CTNN_CODE
