// ERROR: is_not_an_initializer<ctnn::GELU>::that_has_fill_of_weights_inputs_outputs_random
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<16, 32>, nn::MultiHeadAttention<4, 32, nn::Causal, nn::HeNormal>>;
#else
using Net = nn::Network<nn::Input<16, 32>, nn::MultiHeadAttention<4, 32, nn::Causal, nn::GELU>>;
#endif

static_assert(Net::parameter_count > 0);
