// ERROR: an_input_has_at_least_one_value_but_this_one_is<ctnn::Inputs<ctnn::Input<2.*ctnn::Input<0
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
nn::Network<nn::Inputs<nn::Input<2>, nn::Input<1>>, nn::Dense<1>> network;
#else
nn::Network<nn::Inputs<nn::Input<2>, nn::Input<0>>, nn::Dense<1>> network;
#endif
