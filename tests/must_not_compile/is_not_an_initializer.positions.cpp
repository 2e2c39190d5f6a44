// ERROR: is_not_an_initializer<ctnn::GELU>::that_has_fill_of_weights_inputs_outputs_random
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<16, 32>, nn::PositionEmbedding<nn::HeNormal>>;
#else
using Net = nn::Network<nn::Input<16, 32>, nn::PositionEmbedding<nn::GELU>>;
#endif

static_assert(Net::parameter_count > 0);
