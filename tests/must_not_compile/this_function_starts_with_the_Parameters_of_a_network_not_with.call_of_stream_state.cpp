// ERROR: this_function_starts_with_the_Parameters_of_a_network_not_with<std::array<float, 1
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Steps = nn::Network<nn::Input<4, 1>, nn::GRU<2, nn::Returns::sequence>>;

const nn::Parameters<Steps> weights;
const std::array<float, 1> step{};
std::array<float, 2> output{};

void use() {
#ifndef MUST_NOT_COMPILE
    static_cast<void>(nn::StreamState<Steps>()(weights, step));
#else
    static_cast<void>(nn::StreamState<Steps>()(step));
#endif
}
