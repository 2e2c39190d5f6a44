#pragma once

#include <cstddef>

// What is wrong with the values that a network, a stream or its parameters are given. How a sentence is said:
// core/error/sentence.hpp.

namespace ctnn::error {

// Numbers.

template <class Type>
struct a_network_computes_in_float_or_double_not_in;

// Inputs and outputs.

template <std::size_t Inputs>
struct the_network_takes {
    template <std::size_t Given>
    struct inputs_but_the_array_holds;
    template <std::size_t Given>
    struct inputs_but_a_sample_holds;
    struct inputs_and_not_as_many_as_the_braces_hold;
    template <std::size_t Given>
    struct inputs_but_the_Image_holds;
};

template <std::size_t Values>
struct the_stream_takes {
    template <std::size_t Given>
    struct values_a_step_but_the_array_holds;
};

template <std::size_t Values>
struct the_stream_gives {
    template <std::size_t Given>
    struct values_a_step_but_the_array_holds;
};

template <class Span>
struct these_values_cannot_be_read_as {
    template <class Given>
    struct but_are;
};

template <class Span>
struct these_values_cannot_be_written_as {
    template <class Given>
    struct but_are;
};

template <class Network>
struct the_values_of_a_sample_go_in_braces_as_in_predict_parameters_1_2;

template <class Network>
struct predict_takes_an_input_after_the_parameters_of;

template <class Network>
struct loss_and_gradient_take_arrays_not_values_in_braces_of;

template <class Network>
struct step_of_a_stream_takes_room_for_an_output_after_the_step_of;

// Parameters.

template <class Network>
struct initialize_takes_a_seed_after_the_parameters_of;

struct a_seed_is_a_number_as_in_initialize_parameters_42;

struct a_trainer_has_its_Parameters_as_in_predict_trainer_parameters_x;

template <class Given>
struct this_function_starts_with_the_Parameters_of_a_network_not_with;

template <class Network>
struct a_Network_holds_no_values_so_give_its_Parameters_not_a;

template <std::size_t Layers>
struct the_network_has_layers_from_0_to_less_than {
    template <std::size_t Given>
    struct but_this_asks_for_number;
};

template <class Network>
struct the_number_of_a_layer_goes_in_angle_brackets_as_in_layer_0_of;

template <std::size_t Values>
struct this_part_of_the_parameters_has {
    template <std::size_t Given>
    struct values_but_the_array_holds;
};

template <class Value>
struct nothing_can_be_assigned_to_parameters_that_are_const;

template <std::size_t Values>
struct these_values_lie_in_a_temporary_so_give_its_Parameters_a_name_first;

template <class Network>
struct these_parameters_belong_to;

template <class Other>
struct these_parameters_are_of_another_type;

template <class Parameters>
struct parameters_this_large_must_outlive_a_stream_but_these_are_a_temporary;

// Files of other libraries.

template <class Unknown>
struct save_onnx_knows_no_operator_for {
    template <class Layer>
    struct of_the_layer;
};

// Headers of weights.

template <class Network>
struct a_header_holds_a_sample_so_give_an_input_after_the_parameters_of;

template <std::size_t Values>
struct the_header_holds {
    template <std::size_t Needed>
    struct values_but_the_network_has;
};

template <class Network>
struct the_values_in_the_header_are_not_those_that_were_saved_for;

template <class Network>
struct the_output_in_the_header_is_not_that_of;

// Networks as C.

template <class Layer>
struct is_not_translated_to_C;

template <class Network>
struct a_C_file_holds_a_sample_so_give_an_input_after_the_parameters_of;

}  // namespace ctnn::error
