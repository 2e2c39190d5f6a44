// Two layers of tanh
// The classic: what eight units bend, eight more combine.
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
    nn::Dense<8, nn::Tanh>,
    nn::Dense<8, nn::Tanh>,
    nn::Dense<1, nn::Sigmoid>>;
