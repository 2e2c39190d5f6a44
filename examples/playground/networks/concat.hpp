// Wide and deep
// The last unit sees the inputs themselves beside what two layers make of them.
#pragma once

#include <ctnn/activations/linear.hpp>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/activation.hpp>
#include <ctnn/layers/concat.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/sequential.hpp>
#include <ctnn/network/network.hpp>

namespace nn = ctnn;

// What the page shows:
// clang-format off
using Deep = nn::Sequential<nn::Dense<10, nn::Tanh>, nn::Dense<10, nn::Tanh>>;
using Net = nn::Network<
    nn::Input<2>,
    nn::Concat<nn::Activation<nn::Linear>, Deep>,
    nn::Dense<1, nn::Sigmoid>>;
