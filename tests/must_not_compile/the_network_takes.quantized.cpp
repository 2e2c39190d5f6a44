// ERROR: the_network_takes<784>::inputs_but_the_array_holds<28>
#include <array>
#include <cstdint>
#include <ctnn/quantized.hpp>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<784>, nn::Dense<3, nn::ReLU>, nn::Dense<1>>;

float predicted(const nn::Parameters<nn::Quantized<Net>>& q) {
#ifndef MUST_NOT_COMPILE
    const std::array<std::uint8_t, 784> image{};
#else
    const std::array<std::uint8_t, 28> image{};
#endif
    return nn::predict(q, image)[0];
}
