// ERROR: BatchNorm_of_flat_samples_needs_two_or_more_in_a_batch_but_this_one_has<1>
#include <ctnn/train.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Sequence = nn::Input<2, 8>;
#else
using Sequence = nn::Input<1, 8>;
#endif
using Net = nn::Network<Sequence, nn::TimeDistributed<nn::BatchNorm<>>, nn::Dense<10, nn::Softmax>>;
nn::Trainer<Net, nn::CrossEntropy, nn::SGD, 1> trainer{{}, 42};
