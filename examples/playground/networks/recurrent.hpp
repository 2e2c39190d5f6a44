// Recurrent
// An LSTM reads x, remembers, then reads y.
#pragma once

#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/lstm.hpp>
#include <ctnn/network/network.hpp>

namespace nn = ctnn;

// What the page shows:
// clang-format off
using Net = nn::Network<
    nn::Input<2, 1>,
    nn::LSTM<8>,
    nn::Dense<1, nn::Sigmoid>>;
