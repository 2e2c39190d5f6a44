#pragma once

#include <cstddef>

// What is wrong with a layer that works along one axis, halves it, cuts it or makes it another length. How a
// sentence is said: core/error/sentence.hpp.

namespace ctnn::error {

template <class In>
struct a_gated_unit_halves_the_last_axis_but_that_is_odd_of;

template <class Act>
struct a_gated_unit_takes_an_activation_of_single_values_unlike;

template <std::size_t Axis>
struct there_is_no_axis {
    template <class In>
    struct of;
};

template <std::size_t From, std::size_t To>
struct a_slice_starts_before_it_ends_and_ends_within_its_axis_but_this_one_is {
    template <class In>
    struct of;
};

template <class In>
struct a_slice_takes_each_first_second_or_later_value_but_not_each_0th_of;

template <class In>
struct ceil_mode_and_count_padding_do_not_go_together_so_put_the_zeros_before_the_pool_on;

template <std::size_t Height, std::size_t Width>
struct an_adaptive_pool_gives_at_least_one_row_and_column_but_this_one_is;

template <class Ratio>
struct a_scale_is_another_number_than_0_but_this_one_is;

}  // namespace ctnn::error
