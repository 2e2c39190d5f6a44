#pragma once

#include <cstddef>

// What is wrong with samples, or with what is done to them before training. How a sentence is said:
// core/error/sentence.hpp.

namespace ctnn::error {

// Samples of the program itself.

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

// Data sets, and what is folded into a network.

template <class Given>
struct the_inputs_of_a_Dataset_are_float_double_or_uint8_t_not;

template <class Given>
struct the_targets_of_a_Dataset_are_classes_as_integers_or_rows_of_float_or_double_not;

template <class Given>
struct a_Dataset_takes_inputs_and_a_target_for_each_not_only;

template <class Network>
struct lengths_are_for_networks_that_stream_and_give_a_step_for_each_one_unlike;

template <class Given>
struct the_weights_of_a_Dataset_are_numbers_for_all_samples_not;

template <std::size_t Inputs>
struct the_targets_are_the {
    template <std::size_t Given>
    struct inputs_but_the_network_gives;
};

template <class Input>
struct an_image_of_CIFAR_is_32_x_32_x_3_but_the_network_takes;

template <class Layer>
struct inputs_fold_into_a_Dense_layer_but_the_first_is;

template <class Layer>
struct outputs_fold_into_a_Dense_layer_without_activation_but_the_last_is;

// Samples that a function makes.

template <class Given>
struct generated_takes_a_function_that_writes_inputs_and_targets_or_returns_the_class_not;

template <class Given>
struct several_threads_call_the_function_of_generated_so_not_a_mutable;

struct the_network_goes_in_angle_brackets_before_the_count;

// Augmentation.

template <class Change>
struct needs_an_image {
    template <class Input>
    struct so_begin_Augment_with_Image_for;
};

template <class Change>
struct needs_an_image_or_a_sequence {
    template <class Input>
    struct so_begin_Augment_with_Image_for;
};

template <class Given>
struct Augment_takes_changes_as_Shift_or_callables_of_a_SampleView_and_a_Random_not;

template <class Network>
struct sequences_are_padded_for_a_network_of_RaggedInput_unlike;

// Folds.

template <class Given>
struct cross_validate_takes_a_function_of_a_Split_that_returns_a_number_not;

// Metrics.

template <std::size_t Classes>
struct top_k_accuracy_is_of_1_to {
    template <std::size_t K>
    struct classes_but_not_of;
};

// Reports.

template <std::size_t Inputs>
struct a_boundary_lies_in_the_plane_of_2_inputs_but_the_network_takes;

}  // namespace ctnn::error
