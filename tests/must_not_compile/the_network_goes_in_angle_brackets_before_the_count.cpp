// ERROR: the_network_goes_in_angle_brackets_before_the_count
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

int toss(nn::Random& random, std::span<float, 2> x);

void use() {
#ifndef MUST_NOT_COMPILE
    static_cast<void>(nn::generated<Net>(100, 1, toss));
#else
    static_cast<void>(nn::generated(100, 1, toss));
#endif
}
