// ERROR: WithInitialState_is_for_a_recurrent_layer_unlike<ctnn::Bidirectional<ctnn::GRU<8
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<28, 28>, nn::Bidirectional<nn::WithInitialState<nn::GRU<8>>>>;
#else
using Net = nn::Network<nn::Input<28, 28>, nn::WithInitialState<nn::Bidirectional<nn::GRU<8>>>>;
#endif

static_assert(Net::parameter_count > 0);
