// ERROR: is_not_a_network<int>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<3>, nn::Dense<2>>;

#ifndef MUST_NOT_COMPILE
static_assert(nn::fits<Net, nn::Budget{.bytes = 100}>);
#else
static_assert(nn::fits<int, nn::Budget{.bytes = 100}>);
#endif
