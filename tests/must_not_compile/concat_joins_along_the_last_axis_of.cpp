// ERROR: concat_joins_along_the_last_axis_of<ctnn::Shape<4, 2> ?>::but_a_branch_gives<ctnn::Shape<3> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Same = nn::Activation<nn::Linear>;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<4, 2>, nn::Concat<Same, nn::Activation<nn::Tanh>>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<4, 2>, nn::Concat<Same, nn::Dense<3>>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
