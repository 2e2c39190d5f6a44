// ERROR: the_layers_of_a_WaveNetStack_are_Dilated_or_InTurn_but_not<ctnn::Shape<1, 2> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<9, 1>, nn::WaveNet<nn::WaveNetStack<4, nn::Dilated<3, 1, 2>, 2>>>;
#else
using Net = nn::Network<nn::Input<9, 1>, nn::WaveNet<nn::WaveNetStack<4, nn::Shape<1, 2>, 2>>>;
#endif

static_assert(Net::parameter_count > 0);
