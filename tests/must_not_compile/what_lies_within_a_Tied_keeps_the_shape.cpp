// ERROR: what_lies_within_a_Tied_keeps_the_shape<ctnn::Shape<3.*but_this_gives<ctnn::Shape<4
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
nn::Network<nn::Input<5>, nn::Tied<nn::Dense<3>, nn::Dense<4>, nn::Dense<3>>> network;
#else
nn::Network<nn::Input<5>, nn::Tied<nn::Dense<3>, nn::Dense<4>>> network;
#endif
