// ERROR: a_recurrent_layer_cannot_have<0>::units
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<28, 28>, nn::NoBias<nn::LSTM<64>>>;
#else
using Net = nn::Network<nn::Input<28, 28>, nn::NoBias<nn::LSTM<0>>>;
#endif

static_assert(Net::parameter_count > 0);
