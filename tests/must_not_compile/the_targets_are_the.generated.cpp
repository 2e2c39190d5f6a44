// ERROR: the_targets_are_the<2>::inputs_but_the_network_gives<3>
#include <ctnn/train.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<2>, nn::Dense<2>>;
#else
using Net = nn::Network<nn::Input<2>, nn::Dense<3>>;
#endif

void toss(nn::Random& random, std::span<float, 2> x);

auto data() { return nn::generated<Net>(100, 1, toss); }
