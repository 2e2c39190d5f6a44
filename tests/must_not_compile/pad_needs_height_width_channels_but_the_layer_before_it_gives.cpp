// ERROR: pad_needs_height_width_channels_but_the_layer_before_it_gives<ctnn::Shape<8, 24> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<8, 24>, nn::ReflectionPad1D<nn::pad(2)>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<8, 24>, nn::ReflectionPad2D<nn::pad(2)>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
