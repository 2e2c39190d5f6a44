// A wide layer of ReLU
// Thirty-two units, each with one fold: a boundary of straight pieces.
#pragma once

#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/network/network.hpp>

namespace nn = ctnn;

// What the page shows:
// clang-format off
using Net = nn::Network<
    nn::Input<2>,
    nn::Dense<32, nn::ReLU>,
    nn::Dense<1, nn::Sigmoid>>;
