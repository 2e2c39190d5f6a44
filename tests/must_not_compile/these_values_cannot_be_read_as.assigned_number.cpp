// ERROR: these_values_cannot_be_read_as<std::span<const float, 32> ?>.*but_are<int>
#include <array>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<4>, nn::Dense<8>>;

void bring(nn::Parameters<Net>& parameters) {
#ifndef MUST_NOT_COMPILE
    parameters.layer<0>().weight[0] = 1;
#else
    parameters.layer<0>().weight = 1;
#endif
}
