// ERROR: a_WaveNet_is_made_of_WaveNetStacks_but_was_given<ctnn::Dense<4
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<9, 1>, nn::WaveNet<nn::WaveNetStack<4, nn::Dilated<3, 1, 2>, 2>>>;
#else
using Net = nn::Network<nn::Input<9, 1>, nn::WaveNet<nn::Dense<4>>>;
#endif

static_assert(Net::parameter_count > 0);
