// Recurrent
// An LSTM reads x, remembers, then reads y.
#pragma once

#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/lstm.hpp>
#include <ctnn/network/network.hpp>

namespace nn = ctnn;

// clang-format off: this is what the page shows
using Net = nn::Network<nn::Input<2, 1>, nn::LSTM<8>, nn::Dense<1, nn::Sigmoid>>;
