// ERROR: Bidirectional_goes_both_ways_through_a_recurrent_layer_but_not_through<ctnn::Dense<8
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<28, 28>, nn::Bidirectional<nn::LSTM<8>>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<28, 28>, nn::Bidirectional<nn::Dense<8>>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
