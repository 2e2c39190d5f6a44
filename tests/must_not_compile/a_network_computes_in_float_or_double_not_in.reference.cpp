// ERROR: a_network_computes_in_float_or_double_not_in<float ?&>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<4>, nn::Dense<2>>;

#ifndef MUST_NOT_COMPILE
static nn::Parameters<Net, float> parameters;
#else
static nn::Parameters<Net, float&> parameters;
#endif

std::size_t answer(const std::array<float, 400>& x, std::array<float, 200>& y) {
    return nn::predict(parameters, x, y);
}
