// ERROR: a_network_needs_at_least_one_layer
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<784>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<784>>;
#endif

static_assert(Net::input_size > 0);
