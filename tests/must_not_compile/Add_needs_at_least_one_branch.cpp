// ERROR: Add_needs_at_least_one_branch<ctnn::Shape<8> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<8>, nn::Add<nn::Dense<5>>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<8>, nn::Add<>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
