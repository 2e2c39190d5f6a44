// ERROR: is_not_an_activation<ctnn::HeNormal>::that_has_value_of_z_and_slope_of_z_y
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<784>, nn::Dense<16, nn::ReLU, nn::HeNormal>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<784>, nn::Dense<16, nn::HeNormal>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
