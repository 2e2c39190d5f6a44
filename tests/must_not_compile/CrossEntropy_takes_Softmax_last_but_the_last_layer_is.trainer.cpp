// ERROR: CrossEntropy_takes_Softmax_last_but_the_last_layer_is<ctnn::Dense<10
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<64>, nn::Dense<16, nn::ReLU>, nn::Dense<10, nn::Softmax>>;
#else
using Net = nn::Network<nn::Input<64>, nn::Dense<16, nn::ReLU>, nn::Dense<10>>;
#endif

nn::Trainer<Net, nn::CrossEntropy, nn::Adam, 32> trainer{{.learning_rate = 1e-3f}, 42};
