// ERROR: a_concat_needs_at_least_one_branch
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<4>, nn::Concat<nn::Dense<2>, nn::Dense<3>>, nn::Dense<1>>;
#else
using Net = nn::Network<nn::Input<4>, nn::Concat<>, nn::Dense<1>>;
#endif

static_assert(Net::parameter_count > 0);
