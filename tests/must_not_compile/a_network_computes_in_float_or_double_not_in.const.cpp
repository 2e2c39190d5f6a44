// ERROR: a_network_computes_in_float_or_double_not_in<const float>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<4>, nn::Dense<2>>;

#ifndef MUST_NOT_COMPILE
static const nn::Parameters<Net, float> parameters;
#else
static const nn::Parameters<Net, const float> parameters;
#endif

std::array<float, 2> answer(const std::array<float, 4>& x) { return nn::predict(parameters, x); }
