// ERROR: these_values_cannot_be_written_as<std::span<float
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<8>, nn::Dense<4, nn::Tanh>, nn::Dense<2, nn::Softmax>>;
using Loss = nn::CrossEntropy;
static nn::Parameters<Net> parameters, sum;

#ifndef MUST_NOT_COMPILE
using Room = float[Net::workspace_size];
#else
using Room = const double[Net::workspace_size];
#endif

std::size_t judge(const std::array<float, 8>& x, Room& workspace) {
    return nn::classify(parameters, x, workspace);
}
