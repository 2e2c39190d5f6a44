// Deep, normalizing itself
// Five layers of SELU, which keeps the spread of values from layer to layer.
#pragma once

#include <ctnn/activations/selu.hpp>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/network/network.hpp>

namespace nn = ctnn;

// What the page shows:
// clang-format off
using Net = nn::Network<
    nn::Input<2>,
    nn::Dense<12, nn::SELU>,
    nn::Dense<12, nn::SELU>,
    nn::Dense<12, nn::SELU>,
    nn::Dense<12, nn::SELU>,
    nn::Dense<12, nn::SELU>,
    nn::Dense<1, nn::Sigmoid>>;
