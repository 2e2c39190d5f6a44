#pragma once

#include <cstddef>

// What is wrong with a layer that normalises groups, or with what is taken off one. How a sentence is said:
// core/error/sentence.hpp.

namespace ctnn::error {

template <std::size_t Groups>
struct a_group_norm_cannot_have {
    struct groups;
};

template <std::size_t Groups>
struct norm_groups_divide_the_channels_but {
    template <std::size_t Channels>
    struct does_not_divide;
};

template <class In>
struct a_group_of_a_norm_has_two_values_or_more_but_not_on;

template <class Layer>
struct NoAffine_takes_scale_and_shift_off_a_norm_unlike;

}  // namespace ctnn::error
