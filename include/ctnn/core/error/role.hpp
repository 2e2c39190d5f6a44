#pragma once

#include <cstddef>

// What is wrong with a layer as someone wrote it: what it lacks or says that it must not, at all or where it
// stands. How a sentence is said: core/error/sentence.hpp.

namespace ctnn::error {

// Which roles a layer has is in engine/layer.hpp.

template <class Given>
struct is_not_a_layer {
    struct that_has_a_template_on;
};

template <class Layer>
struct this_layer_is_larger_than_any_memory {
    template <class In>
    struct on;
};

template <class In>
struct all_layers_together_are_larger_than_any_memory_on;

template <class Layer>
struct this_layer_lacks {
    struct input;
    struct output;
    struct parameters;
    struct state;
    struct tape;
    struct scratch;
    struct predict;
    struct forward;
    struct backward;
    struct initialize;
};

template <class Layer>
struct this_layer_does_not_take {
    struct the_arguments_of_predict;
    struct the_arguments_of_forward;
    struct the_arguments_of_backward;
    struct the_arguments_of_initialize;
};

template <class Layer>
struct this_layer_has {
    struct in_did_you_mean_input;
    struct inputs_did_you_mean_input;
    struct out_did_you_mean_output;
    struct outputs_did_you_mean_output;
    struct parameter_did_you_mean_parameters;
    struct paramters_did_you_mean_parameters;
    struct params_did_you_mean_parameters;
    struct parameter_count_did_you_mean_parameters;
    struct predicts_did_you_mean_predict;
    struct apply_did_you_mean_predict;
    struct evaluate_did_you_mean_predict;
    struct backwards_did_you_mean_backward;
    struct backprop_did_you_mean_backward;
    struct gradient_did_you_mean_backward;
    struct initialise_did_you_mean_initialize;
    struct initalize_did_you_mean_initialize;
    struct init_did_you_mean_initialize;
    struct multiply_add_did_you_mean_multiply_adds;
    struct mult_adds_did_you_mean_multiply_adds;
    struct min_batch_did_you_mean_least_batch;
    struct couple_samples_did_you_mean_couples_samples;
    struct backwards_scratch_did_you_mean_backward_scratch;
    struct each_weight_did_you_mean_each_weights;
    struct streams_did_you_mean_stream;
    struct logit_did_you_mean_logits;
};

template <class Layer>
struct a_layer_that_knows_one_sample_has_no {
    struct state;
    struct tape;
    struct scratch;
};

template <class Layer>
struct this_layer_says_same_for_every_step {
    template <class Step>
    struct but_knows_no_single_step;
    template <class Step>
    struct but_has_other_parameters_on;
    template <class Output>
    struct but_gives_no_sequence_of;
};

template <class Layer>
struct a_placed_layer_holds_no_values_but_this_one_does;

template <class Layer>
struct the_parts_of_this_layer {
    template <std::size_t Values>
    struct hold {
        template <std::size_t Parameters>
        struct values_but_its_parameters_are;
        template <std::size_t State>
        struct values_but_its_state_is;
    };
    struct have_no_names_of_their_own;
};

template <class In>
struct this_layer_is_placed_on {
    template <class Input>
    struct but_takes;
};

}  // namespace ctnn::error
