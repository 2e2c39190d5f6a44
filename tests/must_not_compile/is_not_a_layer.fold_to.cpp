// ERROR: is_not_a_layer<(struct )?ctnn::Tanh>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<8>, nn::Dense<2>, nn::BatchNorm<>>;
#else
using Net = nn::Network<nn::Input<8>, nn::Tanh, nn::BatchNorm<>>;
#endif

nn::Parameters<nn::folded<Net>> to;

void deploy(const nn::Parameters<Net>& parameters) { nn::fold(parameters, to); }
