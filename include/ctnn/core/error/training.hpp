#pragma once

#include <cstddef>

// What is wrong with a loss, an optimizer, a batch or a training. How a sentence is said:
// core/error/sentence.hpp.

namespace ctnn::error {

// Losses and training.

template <class Parameters>
struct the_loss_goes_before_the_arguments_in_angle_brackets_as_in_loss_MeanSquaredError_of;

template <class Parameters>
struct the_loss_goes_before_the_arguments_in_angle_brackets_as_in_gradient_MeanSquaredError_of;

template <class Parameters>
struct the_loss_goes_before_the_arguments_in_angle_brackets_as_in_evaluate_MeanSquaredError_of;

template <class Network>
struct a_loss_takes_a_target_after_the_input_of;

template <class Sum>
struct a_gradient_is_added_to_a_sum_so_give_one_after_the_target;

template <class Given>
struct a_gradient_is_added_to_Parameters_that_are_not_const_not_to;

template <class Wanted>
struct a_direction_has_the_parameters_type {
    template <class Given>
    struct but_this_is;
};

template <class Given>
struct this_function_takes_a_Dataset_after_the_parameters_not;

struct the_Dataset_goes_before_the_options_of_fit;

template <class Given>
struct fit_takes_a_Dataset_not;

template <class Given>
struct fit_takes_FitOptions_after_the_Dataset_as_in_braces_epochs_5_not;

template <std::size_t Outputs>
struct the_loss_needs {
    struct classes_one_for_each_step_or_pixel_not_one_for_all;
    template <std::size_t Given>
    struct classes_but_the_array_holds;
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
    template <std::size_t Given>
    struct weights_but_the_array_holds;
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
    struct so_put_Flatten_before_it_for_one_class_or_end_Conv_or_TimeDistributed_in_it;
};

template <class Layer>
struct KLDivergence_takes_Softmax_last_but_the_last_layer_is;

template <class Layer>
struct BinaryCrossEntropy_takes_Sigmoid_last_but_the_last_layer_is;

template <class Loss>
struct label_smoothing_is_of_a_loss_after_Softmax_or_Sigmoid_as_CrossEntropy_not_of;

template <class Amount>
struct label_smoothing_is_by_0_to_1_not_by;

template <class Weight>
struct a_PosWeight_is_0_or_more_not;

template <std::size_t Outputs>
struct there_is_one_PosWeight_or_one_for_each_of {
    template <std::size_t Given>
    struct outputs_not;
};

template <class Layer>
struct Perceptron_takes_Step_last_but_the_last_layer_is;

template <class Q>
struct a_Quantile_lies_between_0_and_1_not_at;

template <class Delta>
struct HuberOf_bends_above_0_not_at;

template <class Gamma, class Alpha>
struct Focal_takes_a_Gamma_of_0_or_more_and_an_Alpha_of_0_to_1_not;

template <std::size_t Classes>
struct CTC_takes_steps_of {
    template <std::size_t Outputs>
    struct classes_but_the_outputs_are;
};

template <std::size_t Channels>
struct ErrorToSignal_is_of {
    template <class Outputs>
    struct channels_but_the_outputs_are;
};

template <std::size_t Embeddings>
struct this_loss_compares {
    template <std::size_t Outputs>
    struct embeddings_of_one_size_but_the_outputs_are;
};

template <class Loss, class Layer>
struct this_loss_takes_another_activation_last_than;

template <class Given>
struct is_not_a_loss {
    struct that_has_value_of_y_target_and_slope_of_y_target_dy;
};

template <class Loss>
struct the_loss_has_a_formula_so_let_it_derive_from_ByFormula_of;

template <class Given>
struct is_not_an_optimizer {
    struct that_has_learning_rate_and_moments_and_rule_of_step_rate;
};

template <class Optimizer>
struct this_trainer_is_for {
    template <class Given>
    struct but_was_given;
};

template <class Given>
struct a_checkpoint_is_of_a_Trainer_or_a_Learner_and_save_is_for_Parameters_not_for;

template <class Given>
struct a_checkpoint_is_of_a_Trainer_or_a_Learner_and_load_is_for_Parameters_not_for;

template <std::size_t Samples>
struct a_batch_cannot_have {
    struct samples;
};

template <std::size_t Samples>
struct a_batch_of {
    struct samples_is_larger_than_any_memory;
};

template <std::size_t Samples>
struct BatchNorm_of_flat_samples_needs_two_or_more_in_a_batch_but_this_one_has;

template <class Loss>
struct Step_has_no_slope_so_it_is_trained_by_Perceptron_not_by;

// Minimizing.

template <class Parameters>
struct the_loss_goes_before_the_arguments_in_angle_brackets_as_in_minimize_MeanSquaredError_of;

template <class Given>
struct minimize_takes_LBFGS_or_LevenbergMarquardt_after_the_Dataset_not;

template <class Given>
struct minimize_takes_CMAES_or_Genetic_after_the_function_not;

template <class Given>
struct minimize_takes_a_Dataset_or_a_function_of_the_parameters_that_gives_a_number_not;

template <class Network>
struct there_is_nothing_to_train_in;

template <class Method>
struct BatchNorm_learns_from_batches_so_train_it_by_a_Trainer_and_not_by;

template <class Loss>
struct LevenbergMarquardt_minimizes_MeanSquaredError_not;

// Training by the compiler.

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

template <std::size_t Number>
struct the_setting {
    template <class Recipe>
    struct of_the_optimizer_makes_no_sense_in;
};

template <std::size_t Sample>
struct the_input_of_sample {
    struct is_no_number_within_1e12;
};

template <std::size_t Sample>
struct the_target_of_sample {
    template <class Layer>
    struct lies_outside_the_range_of;
    template <class Loss>
    struct is_not_one_that_is_taken_by;
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

}  // namespace ctnn::error
