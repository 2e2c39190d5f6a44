// ERROR: a_WaveNetStack_cannot_have<0>::steps_in_a_kernel
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<9, 1>, nn::WaveNet<nn::WaveNetStack<4, nn::Dilated<3, 1, 2>, 2>>>;
#else
using Net = nn::Network<nn::Input<9, 1>, nn::WaveNet<nn::WaveNetStack<4, nn::Dilated<0, 1, 2>, 2>>>;
#endif

static_assert(Net::parameter_count > 0);
