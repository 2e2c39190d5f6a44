// ERROR: norm_groups_divide_the_channels_but<3>::does_not_divide<4>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<3, 4>, nn::GroupNorm<2>>;
#else
using Net = nn::Network<nn::Input<3, 4>, nn::GroupNorm<3>>;
#endif

static_assert(Net::output_size > 0);
