// Dropout
// In each step of training an eighth of the units, drawn by lot, is silent.
#pragma once

#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/dropout.hpp>
#include <ctnn/network/network.hpp>
#include <ratio>

namespace nn = ctnn;

// What the page shows:
// clang-format off
using Net = nn::Network<
    nn::Input<2>,
    nn::Dense<24, nn::ReLU>,
    nn::Dropout<std::ratio<1, 8>>,
    nn::Dense<24, nn::ReLU>,
    nn::Dense<1, nn::Sigmoid>>;
