// ERROR: a_pad_layer_takes_as_many_as_pad_says_not_same_or_causal_on<ctnn::Shape<8, 3> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<8, 3>, nn::Cropping1D<nn::pad(2)>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<8, 3>, nn::Cropping1D<nn::causal>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
