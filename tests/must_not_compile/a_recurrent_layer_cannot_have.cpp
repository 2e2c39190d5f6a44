// ERROR: a_recurrent_layer_cannot_have<0>::units
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<28, 28>, nn::LSTM<64>, nn::Dense<10, nn::Softmax>>;
#else
using Net = nn::Network<nn::Input<28, 28>, nn::LSTM<0>, nn::Dense<10, nn::Softmax>>;
#endif

static_assert(Net::parameter_count > 0);
