// ERROR: conv1d_needs_steps_features_but_the_layer_before_it_gives<ctnn::Shape<28, 28, 1> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<28, 28>, nn::Conv1D<8, 3>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<28, 28, 1>, nn::Conv1D<8, 3>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
