// ERROR: is_not_a_layer<ctnn::Sigmoid>::that_has_a_template_on
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net =
    nn::Network<nn::Input<784>, nn::Dense<16>, nn::Activation<nn::Sigmoid>, nn::Dense<10, nn::Softmax>>;
#else
using Net = nn::Network<nn::Input<784>, nn::Dense<16>, nn::Sigmoid, nn::Dense<10, nn::Softmax>>;
#endif

static_assert(Net::parameter_count > 0);
