// ERROR: Tied_uses_the_weights_of_a_Dense_or_an_Embedding_twice_not_of<ctnn::Activation<ctnn::Tanh
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
nn::Network<nn::Input<3>, nn::Tied<nn::Dense<3>>> network;
#else
nn::Network<nn::Input<3>, nn::Tied<nn::Activation<nn::Tanh>>> network;
#endif
