// ERROR: time_distributed_needs_a_sequence_of_steps_but_the_layer_before_it_gives<ctnn::Shape<12> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<4, 3>, nn::TimeDistributed<nn::Dense<10>>>;
#else
using Net = nn::Network<nn::Input<12>, nn::TimeDistributed<nn::Dense<10>>>;
#endif

static_assert(Net::parameter_count > 0);
