// Gated
// One half of a layer says how much of the other passes: a product, which no sum makes.
#pragma once

#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/multiply.hpp>
#include <ctnn/network/network.hpp>

namespace nn = ctnn;

// What the page shows:
// clang-format off
using Net = nn::Network<
    nn::Input<2>,
    nn::Multiply<nn::Dense<12, nn::Tanh>, nn::Dense<12, nn::Sigmoid>>,
    nn::Dense<1, nn::Sigmoid>>;
