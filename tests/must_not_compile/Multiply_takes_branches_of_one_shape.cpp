// ERROR: Multiply_takes_branches_of_one_shape<ctnn::Shape<5> ?>::but_a_branch_gives<ctnn::Shape<6> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<8>, nn::Multiply<nn::Dense<5>, nn::Dense<5>>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<8>, nn::Multiply<nn::Dense<5>, nn::Dense<6>>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
