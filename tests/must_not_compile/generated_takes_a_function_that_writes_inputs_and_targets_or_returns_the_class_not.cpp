// ERROR: generated_takes_a_function_that_writes_inputs_and_targets_or_returns_the_class_not
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

#ifndef MUST_NOT_COMPILE
int toss(nn::Random& random, std::span<float, 2> x);
#else
float toss(nn::Random& random, std::span<float, 2> x);
#endif

auto data() { return nn::generated<Net>(100, 1, toss); }
