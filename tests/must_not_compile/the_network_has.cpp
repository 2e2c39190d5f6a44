// ERROR: the_network_has<12730>::parameters_but_the_array_holds<100>
#include <array>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Digits = nn::Network<nn::Input<784>, nn::Dense<16, nn::ReLU>, nn::Dense<10, nn::Softmax>>;

#ifndef MUST_NOT_COMPILE
const std::array<float, 12730> weights{};
#else
const std::array<float, 100> weights{};
#endif
const nn::Parameters<Digits> parameters{weights};
