// ERROR: what_is_repeated_keeps_its_shape<ctnn::Shape<3.*but_this_gives<ctnn::Shape<4
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
nn::Network<nn::Input<3>, nn::Repeated<2, nn::Dense<3>>> network;
#else
nn::Network<nn::Input<3>, nn::Repeated<2, nn::Dense<4>>> network;
#endif
