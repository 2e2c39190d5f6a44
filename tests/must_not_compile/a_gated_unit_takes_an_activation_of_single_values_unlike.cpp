// ERROR: a_gated_unit_takes_an_activation_of_single_values_unlike<(struct )?ctnn::Softmax ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<4>, nn::GLU<nn::Tanh>>;
#else
using Net = nn::Network<nn::Input<4>, nn::GLU<nn::Softmax>>;
#endif

static_assert(Net::output_size > 0);
