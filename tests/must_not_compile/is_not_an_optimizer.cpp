// ERROR: is_not_an_optimizer<ctnn::CrossEntropy>::that_has_learning_rate_and_moments_and_rule_of_step_rate
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Digits = nn::Network<nn::Input<784>, nn::Dense<16, nn::ReLU>, nn::Dense<10, nn::Softmax>>;

#ifndef MUST_NOT_COMPILE
nn::Trainer<Digits, nn::CrossEntropy, nn::SGD> trainer{{}, 42};
#else
nn::Trainer<Digits, nn::CrossEntropy, nn::CrossEntropy> trainer{{}, 42};
#endif
