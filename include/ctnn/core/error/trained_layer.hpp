#pragma once

#include <cstddef>

// What is wrong with how a layer is trained, or with values that are used several times. How a sentence is
// said: core/error/sentence.hpp.

namespace ctnn::error {

// One set of values used several times.

template <std::size_t Times>
struct a_layer_cannot_be_repeated {
    struct times;
};

template <class In>
struct what_is_repeated_keeps_its_shape {
    template <class Out>
    struct but_this_gives;
};

template <class Layer>
struct Tied_uses_the_weights_of_a_Dense_or_an_Embedding_twice_not_of;

template <class In>
struct what_lies_within_a_Tied_keeps_the_shape {
    template <class Out>
    struct but_this_gives;
};

// How a layer is trained.

template <class Rate>
struct a_rate_is_0_or_more_times_the_others_but_this_one_is;

template <class Decay>
struct a_decay_is_0_or_more_times_the_others_but_this_one_is;

}  // namespace ctnn::error
