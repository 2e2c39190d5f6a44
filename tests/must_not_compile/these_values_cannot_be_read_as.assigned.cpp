// ERROR: these_values_cannot_be_read_as<std::span<const float, 8> ?>.*but_are<std::array<double
#include <array>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<4>, nn::Dense<8>>;

void bring(nn::Parameters<Net>& parameters) {
#ifndef MUST_NOT_COMPILE
    parameters.layer<0>().bias = std::array<float, 8>{};
#else
    parameters.layer<0>().bias = std::array<double, 8>{};
#endif
}
