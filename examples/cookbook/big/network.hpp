// [header]
#pragma once

#include <ctnn/train.hpp>

namespace nn = ctnn;

using Reader = nn::Network<nn::Input<8, 8, 1>, nn::Conv2D<8, 3, nn::ReLU>, nn::Conv2D<16, 3, nn::ReLU>,
                           nn::MaxPool2D<2>, nn::Flatten, nn::Dense<32, nn::ReLU>, nn::Dense<8, nn::Softmax>>;
using ReaderTrainer = nn::Trainer<Reader, nn::CrossEntropy, nn::Adam, 32>;

// Compiled in network.cpp alone.
extern template class nn::Trainer<Reader, nn::CrossEntropy, nn::Adam, 32>;
double share_read(const nn::Parameters<Reader>& parameters, const nn::Dataset<Reader>& lines);
// [header]
