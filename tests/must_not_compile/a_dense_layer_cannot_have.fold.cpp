// ERROR: a_dense_layer_cannot_have<0U?L?>::units
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<8>, nn::Dense<2>, nn::BatchNorm<>>;
#else
using Net = nn::Network<nn::Input<8>, nn::Dense<0>, nn::BatchNorm<>>;
#endif

auto deployed(const nn::Parameters<Net>& parameters) { return nn::fold(parameters); }
