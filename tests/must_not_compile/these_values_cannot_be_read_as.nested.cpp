// ERROR: these_values_cannot_be_read_as<std::span<const float, 8> ?>.*but_are<float ?.4..2.>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<4>>;

void bring(nn::Parameters<Net>& parameters) {
    [[maybe_unused]] const float transposed[4][2]{};
#ifndef MUST_NOT_COMPILE
    const float flat[8]{};
    parameters.layer<0>().weight = flat;
#else
    parameters.layer<0>().weight = transposed;
#endif
}
