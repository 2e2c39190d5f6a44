// ERROR: CrossEntropy_takes_Softmax_last_but_the_last_layer_is<.*LSTM<4
#include <ctnn/train.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<10, 3>, nn::LSTM<4>, nn::Dense<4, nn::Softmax>>;
#else
using Net = nn::Network<nn::Input<10, 3>, nn::LSTM<4>>;
#endif

static nn::Trainer<Net, nn::CrossEntropy, nn::Adam> trainer;
