// ERROR: a_layer_cannot_be_repeated<0>::times
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
nn::Network<nn::Input<3>, nn::Repeated<2, nn::Dense<3>>> network;
#else
nn::Network<nn::Input<3>, nn::Repeated<0, nn::Dense<3>>> network;
#endif
