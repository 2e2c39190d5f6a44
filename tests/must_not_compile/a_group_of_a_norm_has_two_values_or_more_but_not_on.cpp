// ERROR: a_group_of_a_norm_has_two_values_or_more_but_not_on<(struct )?ctnn::Shape<4> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<1, 4>, nn::Permute<1, 0>, nn::InstanceNorm<>>;
#else
using Net = nn::Network<nn::Input<4>, nn::InstanceNorm<>>;
#endif

static_assert(Net::output_size > 0);
