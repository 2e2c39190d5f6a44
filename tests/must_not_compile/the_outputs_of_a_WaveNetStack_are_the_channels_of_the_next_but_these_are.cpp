// ERROR: the_outputs_of_a_WaveNetStack_are_the_channels_of_the_next_but_these_are<2>::and_those<4>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<9, 1>, nn::WaveNet<nn::WaveNetStack<4, nn::Dilated<3, 1>, 2>,
                                                     nn::WaveNetStack<2, nn::Dilated<3, 1>, 1>>>;
#else
using Net = nn::Network<nn::Input<9, 1>, nn::WaveNet<nn::WaveNetStack<4, nn::Dilated<3, 1>, 2>,
                                                     nn::WaveNetStack<4, nn::Dilated<3, 1>, 1>>>;
#endif

static_assert(Net::parameter_count > 0);
