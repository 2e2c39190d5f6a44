// ERROR: a_prefix_of_this_network_has_layers_from_1_to<2>::but_not<3>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3>, nn::Dense<1>>;

#ifndef MUST_NOT_COMPILE
using Part = nn::prefix<Net, 2>;
#else
using Part = nn::prefix<Net, 3>;
#endif
