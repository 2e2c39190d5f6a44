// ERROR: the_network_takes<784>::inputs_but_the_array_holds<28>
#include <array>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/header.hpp>

namespace nn = ctnn;

using Digits = nn::Network<nn::Input<784>, nn::Dense<16, nn::ReLU>, nn::Dense<10, nn::Softmax>>;

void save(const nn::Parameters<Digits>& parameters) {
#ifndef MUST_NOT_COMPILE
    const std::array<float, 784> sample{};
#else
    const std::array<float, 28> sample{};
#endif
    nn::save_header("digits_weights.hpp", parameters, sample, {.name = "digits"});
}
