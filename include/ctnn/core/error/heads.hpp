#pragma once

#include <cstddef>

// What is wrong with a network that ends in several heads, or has several inputs. How a sentence is said:
// core/error/sentence.hpp.

namespace ctnn::error {

template <class In>
struct Heads_are_one_or_more_layers_on;

template <std::size_t Heads>
struct the_network_ends_in {
    template <class Loss>
    struct heads_so_give_Losses_of_one_for_each_not;
    template <std::size_t Given>
    struct heads_but_there_are_so_many_losses;
    template <std::size_t Given>
    struct heads_but_there_are_so_many_targets;
    template <std::size_t Number>
    struct heads_counted_from_0_but_this_asks_for_number;
};

template <class In>
struct Take_picks_one_of_a_network_s_Inputs_but_the_layer_before_it_gives;

template <std::size_t Inputs>
struct the_network_takes_several_inputs {
    template <std::size_t Number>
    struct counted_from_0_but_this_takes_number;
    template <std::size_t Given>
    struct but_was_given;
};

template <class Last>
struct Losses_are_for_a_network_that_ends_in_Heads_unlike;

template <class Network>
struct a_network_has_heads_where_it_ends_in_Heads_unlike;

template <class Network>
struct heads_have_a_class_each_so_say_which_as_in_classify_0_parameters_x_of;

template <class Network>
struct heads_have_a_class_each_so_say_which_as_in_accuracy_0_parameters_data_of;

}  // namespace ctnn::error
