// ERROR: output_padding_of_a_transposed_conv_is_less_than_its_stride<2>::but_this_one_is<2>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

template <std::size_t More>
constexpr nn::ConvTransposeOptions Doubled{.stride = 2, .output_padding = More};

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<2, 2, 8>, nn::Conv2DTranspose<1, 3, nn::Sigmoid, Doubled<1>>>;
#else
using Net = nn::Network<nn::Input<2, 2, 8>, nn::Conv2DTranspose<1, 3, nn::Sigmoid, Doubled<2>>>;
#endif

static_assert(Net::parameter_count > 0);
