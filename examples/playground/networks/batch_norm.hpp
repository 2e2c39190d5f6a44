// Batch normalization
// Each unit is centred and scaled over the batch, and for the picture by running means.
#pragma once

#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/layers/activation.hpp>
#include <ctnn/layers/batch_norm.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/network/network.hpp>

namespace nn = ctnn;

// What the page shows:
// clang-format off
using Net = nn::Network<
    nn::Input<2>,
    nn::Dense<16>,
    nn::BatchNorm<>,
    nn::Activation<nn::ReLU>,
    nn::Dense<16, nn::ReLU>,
    nn::Dense<1, nn::Sigmoid>>;
