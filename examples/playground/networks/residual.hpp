// Residual
// Layers that add to what they are given, and so let the gradient pass.
#pragma once

#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/residual.hpp>
#include <ctnn/network/network.hpp>

namespace nn = ctnn;

// What the page shows:
// clang-format off
using Net = nn::Network<
    nn::Input<2>,
    nn::Dense<10>,
    nn::Residual<nn::Dense<10, nn::Tanh>>,
    nn::Residual<nn::Dense<10, nn::Tanh>>,
    nn::Dense<1, nn::Sigmoid>>;
