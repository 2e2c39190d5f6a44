// ERROR: a_group_norm_cannot_have<0>::groups
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<3, 4>, nn::GroupNorm<2>>;
#else
using Net = nn::Network<nn::Input<3, 4>, nn::GroupNorm<0>>;
#endif

static_assert(Net::output_size > 0);
