// ERROR: Take_picks_one_of_a_network_s_Inputs_but_the_layer_before_it_gives<ctnn::Shape<5
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
nn::Network<nn::Inputs<nn::Input<2>, nn::Input<3>>, nn::Take<0>, nn::Dense<5>> network;
#else
nn::Network<nn::Inputs<nn::Input<2>, nn::Input<3>>, nn::Dense<5>, nn::Take<0>> network;
#endif
