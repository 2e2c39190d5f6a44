// ERROR: is_not_an_initializer<ctnn::Sigmoid>::that_has_fill_of_weights_inputs_outputs_random
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<784>, nn::Dense<16, nn::Sigmoid, nn::Zeros>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<784>, nn::Dense<16, nn::Sigmoid, nn::Sigmoid>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
