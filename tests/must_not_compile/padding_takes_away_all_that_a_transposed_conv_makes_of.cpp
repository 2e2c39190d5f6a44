// ERROR: padding_takes_away_all_that_a_transposed_conv_makes_of<ctnn::Shape<2, 2, 8> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

template <std::size_t Pixels>
constexpr nn::ConvTransposeOptions Without{.padding = nn::pad(Pixels)};

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<2, 2, 8>, nn::Conv2DTranspose<1, 3, nn::Sigmoid, Without<1>>>;
#else
using Net = nn::Network<nn::Input<2, 2, 8>, nn::Conv2DTranspose<1, 3, nn::Sigmoid, Without<2>>>;
#endif

static_assert(Net::parameter_count > 0);
