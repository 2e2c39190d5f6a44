// ERROR: these_values_cannot_be_written_as<std::span<float, 2
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<1>>;

float cost(const nn::Parameters<Net>& parameters, nn::Parameters<Net>& sum) {
#ifndef MUST_NOT_COMPILE
    std::array<float, 2> dx{};
#else
    const std::array<float, 2> dx{};
#endif
    return nn::gradient<nn::MeanSquaredError>(parameters, std::array<float, 2>{}, 1.0f, sum, dx);
}
