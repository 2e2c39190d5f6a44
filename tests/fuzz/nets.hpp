#pragma once

#include <ctnn/train.hpp>

// The networks whose files are read.

namespace fuzzed {

using Table = ctnn::Network<ctnn::Input<2>, ctnn::Dense<3, ctnn::Softmax>>;
using Image = ctnn::Network<ctnn::Input<2, 2, 1>, ctnn::Flatten, ctnn::Dense<3, ctnn::Softmax>>;
using Cifar = ctnn::Network<ctnn::Input<32, 32, 3>, ctnn::Flatten, ctnn::Dense<10, ctnn::Softmax>>;
using Small = ctnn::Network<ctnn::Input<2>, ctnn::Dense<2, ctnn::Tanh>>;
using Deep = ctnn::Network<ctnn::Input<4, 2>, ctnn::Conv1D<2, 3>, ctnn::GRU<2>, ctnn::Dense<1>>;
using Training = ctnn::Trainer<Small, ctnn::MeanSquaredError, ctnn::Momentum, 2>;

}  // namespace fuzzed
