// ERROR: a_network_computes_in_float_or_double_not_in<int>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<4>, nn::Dense<8, nn::Tanh>, nn::Dense<2>>;

#ifndef MUST_NOT_COMPILE
using T = float;
#else
using T = int;
#endif

static nn::Parameters<Net, T> parameters;

std::array<T, 2> answer(const std::array<T, 4>& x, std::span<const T> many, std::span<T> outputs) {
    nn::initialize(parameters, 42);
    nn::predict(parameters, many, outputs);
    return nn::classify(parameters, x) == 0 ? nn::predict(parameters, x) : std::array<T, 2>{};
}
