// ERROR: a_residual_body_keeps_its_shape<ctnn::Shape<784> ?>::but_this_one_gives<ctnn::Shape<16> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<784>, nn::Residual<nn::Dense<16, nn::ReLU>, nn::Dense<784>>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<784>, nn::Residual<nn::Dense<16, nn::ReLU>>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
