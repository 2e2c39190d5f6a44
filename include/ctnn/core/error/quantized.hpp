#pragma once

#include <cstddef>

// What is wrong with a quantised network. How a sentence is said: core/error/sentence.hpp.

namespace ctnn::error {

template <class Layer>
struct has_no_quantised_form;

template <class Network>
struct there_is_nothing_to_quantise_in;

template <std::size_t Most>
struct sums_of_bytes_have_32_bits_for_inputs_up_to {
    template <std::size_t Given>
    struct but_this_layer_has;
};

template <class Quantized>
struct these_are_numbers_not_bytes_so_convert_them_by_quantized_of;

template <class Given>
struct quantized_makes_a_Quantized_network_as_in_quantized_Quantized_Net_not;

template <class Given>
struct quantized_takes_the_parameters_and_then_a_Dataset_or_LayerRanges_not;

}  // namespace ctnn::error
