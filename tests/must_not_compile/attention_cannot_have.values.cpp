// ERROR: attention_cannot_have<0>::values
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<16, 32>, nn::MultiHeadAttention<4, 32>>;
#else
using Net = nn::Network<nn::Input<16, 32>, nn::MultiHeadAttention<4, 0>>;
#endif

static_assert(Net::parameter_count > 0);
