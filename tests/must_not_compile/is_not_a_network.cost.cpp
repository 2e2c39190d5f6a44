// ERROR: is_not_a_network<int>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<3>, nn::Dense<2>>;

#ifndef MUST_NOT_COMPILE
static_assert(nn::cost<Net>.bytes > 0);
#else
static_assert(nn::cost<int>.bytes == 0);
#endif
