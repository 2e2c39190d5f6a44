// ERROR: pool_needs_steps_features_but_the_layer_before_it_gives<ctnn::Shape<40> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<20, 2>, nn::GlobalAvgPool1D, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<40>, nn::GlobalAvgPool1D, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
