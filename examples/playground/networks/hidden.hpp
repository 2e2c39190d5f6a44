// One hidden layer
// Four units that bend: enough for exclusive or.
#pragma once

#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/network/network.hpp>

namespace nn = ctnn;

// What the page shows:
// clang-format off
using Net = nn::Network<
    nn::Input<2>,
    nn::Dense<4, nn::Tanh>,
    nn::Dense<1, nn::Sigmoid>>;
