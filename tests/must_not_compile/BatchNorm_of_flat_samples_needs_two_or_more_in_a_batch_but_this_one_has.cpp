// ERROR: BatchNorm_of_flat_samples_needs_two_or_more_in_a_batch_but_this_one_has<1>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<8>, nn::Dense<16>, nn::BatchNorm<>, nn::Dense<10, nn::Softmax>>;

// One image has many values in each channel, and so statistics of its own.
using Image = nn::Network<nn::Input<4, 4, 2>, nn::BatchNorm<>, nn::Dense<10, nn::Softmax>>;
nn::Trainer<Image, nn::CrossEntropy, nn::SGD, 1> one{{}, 42};

#ifndef MUST_NOT_COMPILE
nn::Trainer<Net, nn::CrossEntropy, nn::SGD, 2> trainer{{}, 42};
#else
nn::Trainer<Net, nn::CrossEntropy, nn::SGD, 1> trainer{{}, 42};
#endif
