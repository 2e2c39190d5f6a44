#pragma once

#include <cstddef>
#include <ctnn/core/error/role.hpp>

// What is wrong with a layer: it cannot be what it is told to be, or not where it stands. How a sentence is
// said: core/error/sentence.hpp.

namespace ctnn::error {

// Dense layers, activations, dropout, branches.

template <std::size_t Units>
struct a_dense_layer_cannot_have {
    struct units;
};

template <class Given>
struct is_not_an_activation {
    struct that_has_value_of_z_and_slope_of_z_y;
};

template <class Given>
struct second_derivatives_take_an_activation_of_any_number_not_of_float_as_is;

template <class Given>
struct is_not_an_initializer {
    struct that_has_fill_of_weights_inputs_outputs_random;
};

template <class Layer>
struct WithInitialState_is_for_a_recurrent_layer_unlike;

template <class Layer>
struct NoBias_takes_the_biases_off_a_layer_that_has_some_unlike;

template <class Layer>
struct ending_in_must_keep_the_shapes_and_the_parameters_of;

template <class Rate>
struct a_dropout_rate_lies_in_0_to_1_but_this_one_is;

template <class Shape>
struct a_residual_body_keeps_its_shape {
    template <class Other>
    struct but_this_one_gives;
};

template <class First>
struct concat_joins_along_the_last_axis_of {
    template <class Other>
    struct but_a_branch_gives;
};

template <class In>
struct a_concat_needs_at_least_one_branch;

// Convolution.

template <class Shape>
struct conv_needs_height_width_channels_but_the_layer_before_it_gives;

template <class Shape>
struct conv1d_needs_steps_features_but_the_layer_before_it_gives;

template <class Given>
struct Conv1D_takes_Conv1DOptions_but_was_given;

template <class Given>
struct Conv2D_takes_ConvOptions_but_was_given;

template <class Given>
struct Conv1DTranspose_takes_Conv1DTransposeOptions_but_was_given;

template <class Given>
struct Conv2DTranspose_takes_ConvTransposeOptions_but_was_given;

template <std::size_t Number>
struct a_convolution_cannot_have {
    struct filters;
    struct kernel_rows_or_columns;
    struct stride;
    struct dilation;
    struct groups;
};

template <std::size_t Kernel, class Image>
struct the_conv_kernel_is_larger_than_the_image;

template <std::size_t Groups>
struct conv_groups_divide_the_channels_and_the_filters_but {
    template <std::size_t Channels, std::size_t Filters>
    struct does_not_divide;
};

template <class Image>
struct causal_padding_is_for_sequences_not_for;

template <class Image>
struct padding_takes_away_all_that_a_transposed_conv_makes_of;

template <std::size_t Stride>
struct output_padding_of_a_transposed_conv_is_less_than_its_stride {
    template <std::size_t Given>
    struct but_this_one_is;
};

// Pooling, padding and other changes of shape.

template <class Shape>
struct pool_needs_height_width_channels_but_the_layer_before_it_gives;

template <class Shape>
struct pool_needs_steps_features_but_the_layer_before_it_gives;

template <class Given>
struct a_pool_along_a_sequence_takes_Pool1DOptions_but_was_given;

template <class Given>
struct a_pool_on_an_image_takes_PoolOptions_but_was_given;

template <std::size_t Height, std::size_t Width>
struct a_pool_window_has_at_least_one_row_and_column_but_this_one_is;

template <std::size_t Height, std::size_t Width, class Image>
struct the_pool_window_is_larger_than_the_image;

template <std::size_t Window, class Sequence>
struct the_pool_window_is_longer_than_the_sequence;

template <class Image>
struct causal_padding_is_for_sequences_but_this_pool_is_on;

template <std::size_t Height, std::size_t Width, class Image>
struct a_pool_window_lies_wholly_in_the_padding;

template <class Shape>
struct upsample_needs_height_width_channels_but_the_layer_before_it_gives;

template <std::size_t Height, std::size_t Width>
struct an_upsampling_factor_is_at_least_one_but_these_are;

template <class Shape>
struct pad_needs_height_width_channels_but_the_layer_before_it_gives;

template <class Shape>
struct pad_needs_steps_features_but_the_layer_before_it_gives;

template <class Shape>
struct a_pad_layer_takes_as_many_as_pad_says_not_same_or_causal_on;

template <std::size_t Most, class Image>
struct a_reflection_has_at_most {
    template <std::size_t Given>
    struct values_on_a_side_but_this_one_is;
};

template <class Image>
struct cropping_leaves_nothing_of;

template <class Shape>
struct zero_pad_needs_height_width_channels_but_the_layer_before_it_gives;

template <class Shape>
struct zero_pad_needs_as_many_zeros_as_pad_says_on;

template <class In>
struct a_reshape_keeps_the_number_of_values_of {
    template <class Out>
    struct but_this_one_gives;
};

template <class In>
struct a_permute_names_each_axis_from_0_on_of {
    template <std::size_t... Axes>
    struct once_but_this_one_is;
};

// Recurrence and sequences.

template <class Shape>
struct time_distributed_needs_a_sequence_of_steps_but_the_layer_before_it_gives;

template <class Given>
struct recurrence_needs_steps_and_features_but_the_layer_before_it_gives;

template <std::size_t Units>
struct a_recurrent_layer_cannot_have {
    struct units;
};

template <class Activation>
struct a_recurrent_layer_takes_an_activation_of_single_values_unlike;

template <class Layer>
struct Bidirectional_goes_both_ways_through_a_recurrent_layer_but_not_through;

template <class Given>
struct a_WaveNet_is_made_of_WaveNetStacks_but_was_given;

template <class In>
struct a_WaveNet_needs_at_least_one_stack;

template <class Shape>
struct a_WaveNet_needs_steps_features_but_the_layer_before_it_gives;

template <class Activation>
struct a_WaveNet_takes_an_activation_of_single_values_unlike;

template <std::size_t Number>
struct a_WaveNetStack_cannot_have {
    struct layers;
    struct channels;
    struct outputs;
    struct steps_in_a_kernel;
    struct dilation;
};

template <class Given>
struct a_WaveNetStack_takes_WaveNetOptions_but_was_given;

template <class Given>
struct the_layers_of_a_WaveNetStack_are_Dilated_or_InTurn_but_not;

template <std::size_t Outputs>
struct the_outputs_of_a_WaveNetStack_are_the_channels_of_the_next_but_these_are {
    template <std::size_t Channels>
    struct and_those;
};

// Attention.

template <std::size_t Number>
struct attention_cannot_have {
    struct heads;
    struct values;
};

template <std::size_t Size>
struct the_heads_of_attention_divide_its_size {
    template <std::size_t Heads>
    struct which_is_no_multiple_of;
};

template <class Given>
struct attention_sees_AllSteps_or_is_Causal_but_was_given;

template <class Shape>
struct attention_needs_steps_and_features_but_the_layer_before_it_gives;

template <class Shape>
struct a_positional_encoding_needs_steps_and_features_but_the_layer_before_it_gives;

// Normalisation and noise.

template <class Momentum>
struct a_momentum_lies_above_0_and_up_to_1_but_this_one_is;

template <class Epsilon>
struct an_epsilon_lies_above_0_but_this_one_is;

template <class Sigma>
struct a_standard_deviation_is_0_or_more_but_this_one_is;

// Embedding, sums and products of branches.

template <std::size_t Count>
struct an_embedding_cannot_have {
    struct words;
    struct dimensions;
};

template <class First>
struct Add_takes_branches_of_one_shape {
    template <class Other>
    struct but_a_branch_gives;
};

template <class In>
struct Add_needs_at_least_one_branch;

template <class First>
struct Multiply_takes_branches_of_one_shape {
    template <class Other>
    struct but_a_branch_gives;
};

template <class In>
struct Multiply_needs_at_least_one_branch;

}  // namespace ctnn::error
