#pragma once

#include <cstddef>

// What is wrong with a network: how it is declared, what it costs, whether it is a stream. How a sentence is
// said: core/error/sentence.hpp.

namespace ctnn::error {

// Declaring one.

template <class Given>
struct is_not_a_network;
struct one_was_left_out_as_in_Parameters_of_Network;

template <class First>
struct a_network_starts_with_Input_but_this_one_starts_with;

template <class In>
struct a_network_needs_at_least_one_layer;

template <std::size_t Layers>
struct these_are {
    template <std::size_t Most>
    struct layers_in_a_row_so_group_them_in_Sequentials_of_at_most;
};

template <class Input>
struct an_input_has_at_least_one_value_but_this_one_is;

template <class Layer>
struct layers_of_a_RaggedInput_know_where_a_sequence_ends_unlike;

template <class Input>
struct an_input_has_no_more_values_than_memory_can_hold_but_this_one_is;

/// Of a Packed, which is laid out for one machine.
template <class Net>
struct what_is_packed_only_predicts_so_give_the_Parameters_of;

// Parts of one, and what two share.

template <class From>
struct no_part_is_shared_by {
    template <class To>
    struct and_by;
};

template <std::size_t Layers>
struct a_prefix_of_this_network_has_layers_from_1_to {
    template <std::size_t Given>
    struct but_not;
};

template <class Prefix>
struct this_network_is_no_prefix {
    template <class Network>
    struct of;
};

// Sizes and budgets.

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

// Streams.

template <class Input>
struct a_stream_takes_a_sequence_of_steps_but_the_network_takes;

template <class Layer>
struct a_layer_that_looks_ahead_or_needs_all_steps_cannot_stream;

template <class Layer>
struct a_layer_of_one_sample_streams_if_it_says_same_for_every_step_unlike;

template <std::size_t Delay>
struct a_stream_with_a_delay_of {
    template <std::size_t Period>
    struct and_a_period_of {
        struct has_no_output_at_every_step_so_call_step;
    };
};

}  // namespace ctnn::error
