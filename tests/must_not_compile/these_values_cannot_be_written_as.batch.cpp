// ERROR: these_values_cannot_be_written_as<std::span<float, 8>
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<1>>;

float slope(nn::Learner<Net, nn::MeanSquaredError, nn::Adam, 4>& learner) {
#ifndef MUST_NOT_COMPILE
    std::array<float, 8> dx{};
#else
    const std::array<float, 8> dx{};
#endif
    return learner.differentiate(std::array<float, 8>{}, std::array<float, 4>{}, 4, dx);
}
