// ERROR: a_dense_layer_cannot_have<0>::units
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<784>, nn::Dense<16, nn::ReLU>, nn::Dense<10, nn::Softmax>>;
#else
using Net = nn::Network<nn::Input<784>, nn::Dense<0, nn::ReLU>, nn::Dense<10, nn::Softmax>>;
#endif

static_assert(Net::parameter_count > 0);
