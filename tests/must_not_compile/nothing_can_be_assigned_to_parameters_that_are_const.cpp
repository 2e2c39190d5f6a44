// ERROR: nothing_can_be_assigned_to_parameters_that_are_const<const float>
#include <array>
#include <ctnn/ctnn.hpp>
#include <utility>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<4>, nn::Dense<8>>;

void bring(nn::Parameters<Net>& parameters, const std::array<float, 8>& bias) {
#ifndef MUST_NOT_COMPILE
    parameters.layer<0>().bias = bias;
#else
    std::as_const(parameters).layer<0>().bias = bias;
#endif
}
