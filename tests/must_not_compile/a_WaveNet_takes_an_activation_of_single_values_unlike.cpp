// ERROR: a_WaveNet_takes_an_activation_of_single_values_unlike<ctnn::Softmax>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<9, 1>, nn::WaveNet<nn::WaveNetStack<4, nn::Dilated<3, 1, 2>, 2>>>;
#else
using Net =
    nn::Network<nn::Input<9, 1>, nn::WaveNet<nn::WaveNetStack<4, nn::Dilated<3, 1, 2>, 2, nn::Softmax>>>;
#endif

static_assert(Net::parameter_count > 0);
