// ERROR: Heads_are_one_or_more_layers_on<ctnn::Shape<2
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
nn::Network<nn::Input<2>, nn::Heads<nn::Dense<3>>> network;
#else
nn::Network<nn::Input<2>, nn::Heads<>> network;
#endif
