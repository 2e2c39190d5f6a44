// ERROR: a_WaveNetStack_takes_WaveNetOptions_but_was_given<ctnn::Conv1DOptions>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<9, 1>, nn::WaveNet<nn::WaveNetStack<4, nn::Dilated<3, 1, 2>, 2>>>;
#else
using Net =
    nn::Network<nn::Input<9, 1>,
                nn::WaveNet<nn::WaveNetStack<4, nn::Dilated<3, 1>, 2, nn::Tanh, nn::Conv1DOptions{}>>>;
#endif

static_assert(Net::parameter_count > 0);
