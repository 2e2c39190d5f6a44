// ERROR: the_network_takes<784>::inputs_but_the_array_holds<28>
#include <array>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Digits = nn::Network<nn::Input<784>, nn::Dense<16, nn::ReLU>, nn::Dense<10, nn::Softmax>>;

std::size_t digit(const nn::Parameters<Digits>& parameters) {
#ifndef MUST_NOT_COMPILE
    const float image[784]{};
#else
    const float image[28]{};
#endif
    return nn::classify(parameters, image);
}
