// ERROR: generated_takes_a_function_that_writes_inputs_and_targets_or_returns_the_class_not
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

auto data() {
#ifndef MUST_NOT_COMPILE
    return nn::generated<Net>(100, [](std::size_t i, auto x) { return x[0] = float(i), i % 3; });
#else
    return nn::generated<Net>(100, [](nn::Random& random, auto x) { return x[0] = 1, random.below(3u); });
#endif
}
