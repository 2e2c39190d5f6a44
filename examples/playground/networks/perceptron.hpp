// Perceptron
// One unit. Whatever it learns from, it draws one straight line.
#pragma once

#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/network/network.hpp>

namespace nn = ctnn;

// What the page shows:
// clang-format off
using Net = nn::Network<
    nn::Input<2>,
    nn::Dense<1, nn::Sigmoid>>;
