// ERROR: Conv2DTranspose_takes_ConvTransposeOptions_but_was_given<(struct )?ctnn::ConvOptions>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
constexpr nn::ConvTransposeOptions options{.padding = nn::same};
#else
constexpr nn::ConvOptions options{.padding = nn::same};
#endif
using Net = nn::Network<nn::Input<20, 20, 2>, nn::Conv2DTranspose<4, 3, nn::ReLU, options>>;
static_assert(Net::layer_count == 1);
