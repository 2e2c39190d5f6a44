// ERROR: the_network_takes_several_inputs<2>::counted_from_0_but_this_takes_number<2>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
nn::Network<nn::Inputs<nn::Input<2>, nn::Input<3>>, nn::Concat<nn::Take<0>, nn::Take<1>>> network;
#else
nn::Network<nn::Inputs<nn::Input<2>, nn::Input<3>>, nn::Concat<nn::Take<0>, nn::Take<2>>> network;
#endif
