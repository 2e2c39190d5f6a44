// ERROR: a_network_computes_in_float_or_double_not_in<long double>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<4>, nn::Dense<2>>;

#ifndef MUST_NOT_COMPILE
using T = double;
#else
using T = long double;
#endif

static nn::Parameters<Net, T> parameters, sum;

T slope(const std::array<T, 4>& x, const std::array<T, 2>& target) {
    return nn::gradient<nn::MeanSquaredError>(parameters, x, target, sum);
}
