// ERROR: conv_needs_height_width_channels_but_the_layer_before_it_gives<ctnn::Shape<784> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<28, 28, 1>, nn::Conv2D<6, 5>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<784>, nn::Conv2D<6, 5>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
