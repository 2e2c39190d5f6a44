// ERROR: has_no_quantised_form<ctnn::LSTM<8
#include <ctnn/quantized.hpp>
#include <ctnn/train.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<5, 3>, nn::Flatten, nn::Dense<8, nn::Tanh>, nn::Dense<1>>;
#else
using Net = nn::Network<nn::Input<5, 3>, nn::LSTM<8>, nn::Dense<1>>;
#endif

nn::Parameters<nn::Quantized<Net>> parameters;
