// ERROR: a_network_computes_in_float_or_double_not_in<int>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<100, 3>, nn::TimeDistributed<nn::Dense<2>>>;

static nn::Parameters<Net> parameters;

bool push(const std::array<float, 3>& x, std::array<float, 2>& y) {
#ifndef MUST_NOT_COMPILE
    nn::Stream<Net> stream(parameters);
#else
    nn::Stream<Net, int> stream(parameters);
#endif
    return stream.step(x, y);
}
