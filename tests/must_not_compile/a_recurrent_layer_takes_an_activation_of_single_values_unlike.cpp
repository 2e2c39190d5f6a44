// ERROR: a_recurrent_layer_takes_an_activation_of_single_values_unlike<ctnn::Softmax>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<28, 28>, nn::LSTM<64, nn::Returns::last, nn::Tanh>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<28, 28>, nn::LSTM<64, nn::Returns::last, nn::Softmax>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
