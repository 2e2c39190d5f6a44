// ERROR: NoBias_takes_the_biases_off_a_layer_that_has_some_unlike<(struct )?ctnn::Flatten>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<28, 28>, nn::Flatten, nn::NoBias<nn::Dense<10>>>;
#else
using Net = nn::Network<nn::Input<28, 28>, nn::NoBias<nn::Flatten>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
