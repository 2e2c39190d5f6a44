#pragma once

#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/layers/conv2d.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/max_pool2d.hpp>
#include <ctnn/network/network.hpp>

namespace playground {

namespace nn = ctnn;

/// What the first layer of the network that reads drawn digits makes of 28 x 28 pixels.
using Strokes = nn::Network<nn::Input<28, 28, 1>, nn::Conv2D<8, 5, nn::ReLU>>;

/// That network: a small LeNet (LeCun, Bottou, Bengio, Haffner, 1998).
using Digits = nn::Network<nn::Input<28, 28, 1>,                           //
                           nn::Conv2D<8, 5, nn::ReLU>, nn::MaxPool2D<2>,   // 12 x 12 x 8
                           nn::Conv2D<12, 5, nn::ReLU>, nn::MaxPool2D<2>,  // 4 x 4 x 12
                           nn::Dense<10, nn::Softmax>>;
static_assert(Digits::parameter_count == 4'550);

}  // namespace playground
