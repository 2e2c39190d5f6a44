// ERROR: there_is_nothing_to_quantise_in<ctnn::Network<ctnn::Input<784>, ctnn::Activation<ctnn::ReLU>
#include <ctnn/quantized.hpp>
#include <ctnn/train.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<784>, nn::Dense<2>, nn::Activation<nn::ReLU>>;
#else
using Net = nn::Network<nn::Input<784>, nn::Activation<nn::ReLU>>;
#endif

std::size_t size() { return sizeof(nn::Parameters<nn::Quantized<Net>>); }
