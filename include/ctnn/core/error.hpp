#pragma once

#include <cstddef>
#include <type_traits>

/// What a user reads when something does not fit. C++20 cannot format the text of a static_assert; but every
/// compiler prints the name of an incomplete type, with its arguments, in the first line of the error. So
/// each mistake is a declared type whose name is the sentence, and that is never defined.
///
/// Where a sentence stands:
///   in a layer       `using mistake = ...`; Network derives from the first mistake among its layers;
///   in an argument   the return type of a second, undefined overload, so that the error is at the user's
///   line; in a constructor the type of one more, defaulted parameter.
namespace ctnn::error {

/// The sentence of a function that gives it as a std::type_identity. Where it is returned or derived from it
/// is spelt `decltype(sentence(f()))`: of an alias the compilers print the alias first, with all its
/// arguments.
template <class Sentence>
Sentence sentence(std::type_identity<Sentence>);

// Networks. What layers say is in core/layer_error.hpp.

template <class First>
struct a_network_starts_with_Input_but_this_one_starts_with;

template <class In>
struct a_network_needs_at_least_one_layer;

template <class Input>
struct an_input_has_at_least_one_value_but_this_one_is;

template <class Given>
struct is_not_a_layer;

template <class Layer>
struct this_layer_lacks_predict_backward_or_initialize;

// Arguments of predict, classify, loss, gradient, and of Parameters' constructor.

template <std::size_t Inputs>
struct the_network_takes {
    template <std::size_t Given>
    struct inputs_but_the_array_holds;
    template <std::size_t Given>
    struct inputs_but_a_sample_holds;
};

template <std::size_t Values>
struct the_network_has {
    template <std::size_t Given>
    struct parameters_but_the_array_holds;
    template <std::size_t Limit>
    struct parameters_but_the_budget_is;
    template <std::size_t Limit>
    struct bytes_but_the_budget_is;
};

template <std::size_t Values>
struct this_part_of_the_parameters_has {
    template <std::size_t Given>
    struct values_but_the_array_holds;
};

template <class Value>
struct nothing_can_be_assigned_to_parameters_that_are_const;

template <std::size_t Values>
struct the_network_needs {
    template <std::size_t Limit>
    struct bytes_of_workspace_but_the_budget_is;
    template <std::size_t Given>
    struct values_of_workspace_but_the_array_holds;
    template <std::size_t Limit>
    struct multiply_adds_but_the_budget_is;
};

template <class Network>
struct a_budget_of_zero_is_kept_by_no;

template <class Span>
struct these_values_cannot_be_read_as;

template <class Span>
struct these_values_cannot_be_written_as;

template <class Network>
struct these_parameters_belong_to;

template <class Other>
struct these_parameters_are_of_another_type;

// Headers of weights.

template <std::size_t Values>
struct the_header_holds {
    template <std::size_t Needed>
    struct values_but_the_network_has;
};

template <class Network>
struct the_values_in_the_header_are_not_those_that_were_saved_for;

template <class Network>
struct the_output_in_the_header_is_not_that_of;

// Losses and training.

template <std::size_t Outputs>
struct the_loss_needs {
    template <std::size_t Given>
    struct targets_but_the_array_holds;
};

template <std::size_t Values>
struct the_batch_has {
    template <std::size_t Given>
    struct inputs_but_the_array_holds;
    template <std::size_t Given>
    struct outputs_but_the_array_holds;
    template <std::size_t Given>
    struct targets_but_the_array_holds;
};

template <class Network>
struct OwnLoss_takes_no_targets_so_call_forward_and_backward_of_a_Learner_of;

template <class Loss>
struct forward_and_backward_of_a_Learner_need_OwnLoss_but_the_loss_is;

template <class Loss>
struct a_class_index_needs_CrossEntropy_but_the_loss_is;

template <class Layer>
struct CrossEntropy_takes_Softmax_last_but_the_last_layer_is;

template <class Output>
struct Softmax_joins_all_steps_or_pixels_of {
    struct so_put_Flatten_before_it_if_a_sample_has_one_class;
};

template <class Layer>
struct KLDivergence_takes_Softmax_last_but_the_last_layer_is;

template <class Layer>
struct BinaryCrossEntropy_takes_Sigmoid_last_but_the_last_layer_is;

template <class Layer>
struct Perceptron_takes_Step_last_but_the_last_layer_is;

template <class Loss, class Layer>
struct this_loss_takes_another_activation_last_than;

template <class Given>
struct is_not_a_loss;

template <class Given>
struct is_not_an_optimizer;

template <std::size_t Samples>
struct a_batch_cannot_have {
    struct samples;
};

template <class Loss>
struct Step_has_no_slope_so_it_is_trained_by_Perceptron_not_by;

// Training by the compiler.

template <std::size_t Outputs>
struct the_network_gives {
    template <std::size_t Given>
    struct outputs_but_a_target_holds;
};

template <std::size_t Samples>
struct there_are {
    template <std::size_t Given>
    struct samples_but_inputs_of;
    template <std::size_t Given>
    struct samples_but_targets_of;
};

template <class Samples>
struct the_rows_differ_in_length_in;

template <class Network>
struct these_samples_belong_to;

template <class Given>
struct is_not_Samples_of_a_network;

template <std::size_t Samples>
struct training_needs_samples_but_there_are;

template <class Given>
struct is_not_a_recipe;

template <class Recipe>
struct an_accuracy_is_0_to_1_and_a_tolerance_0_or_more_but_not_in;

template <class Recipe>
struct a_learning_rate_lies_above_0_and_below_1000000_but_not_that_of;

template <std::size_t Sample>
struct the_input_of_sample {
    struct is_no_number_within_1e12;
};

template <std::size_t Sample>
struct the_target_of_sample {
    template <class Layer>
    struct lies_outside_the_range_of;
};

template <std::size_t Epoch>
struct training_diverged_in_epoch {
    template <class Recipe>
    struct so_try_a_smaller_learning_rate_than_that_of;
};

template <std::size_t Epochs>
struct training_ended_after {
    template <std::size_t Right>
    struct epochs_with {
        template <std::size_t Samples>
        struct right_answers_of {
            template <std::size_t Asked>
            struct but_the_recipe_asks_for;
        };
    };
};

// Data.

template <std::size_t Inputs>
struct the_targets_are_the {
    template <std::size_t Given>
    struct inputs_but_the_network_gives;
};

template <class Layer>
struct inputs_fold_into_a_Dense_layer_but_the_first_is;

template <class Layer>
struct outputs_fold_into_a_Dense_layer_without_activation_but_the_last_is;

}  // namespace ctnn::error
