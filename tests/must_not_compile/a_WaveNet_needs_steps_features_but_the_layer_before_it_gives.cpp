// ERROR: a_WaveNet_needs_steps_features_but_the_layer_before_it_gives<ctnn::Shape<9> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<9, 1>, nn::WaveNet<nn::WaveNetStack<4, nn::Dilated<3, 1, 2>, 2>>>;
#else
using Net = nn::Network<nn::Input<9>, nn::WaveNet<nn::WaveNetStack<4, nn::Dilated<3, 1, 2>, 2>>>;
#endif

static_assert(Net::parameter_count > 0);
