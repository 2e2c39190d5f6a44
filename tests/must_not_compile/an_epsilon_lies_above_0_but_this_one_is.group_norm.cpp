// ERROR: an_epsilon_lies_above_0_but_this_one_is<(struct )?std::ratio<0(, 1)?> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<4>, nn::GroupNorm<2, std::ratio<1, 10>>>;
#else
using Net = nn::Network<nn::Input<4>, nn::GroupNorm<2, std::ratio<0, 1>>>;
#endif

static_assert(Net::output_size > 0);
