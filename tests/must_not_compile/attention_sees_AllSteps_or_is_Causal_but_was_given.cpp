// ERROR: attention_sees_AllSteps_or_is_Causal_but_was_given<ctnn::GELU>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<16, 32>, nn::MultiHeadAttention<4, 32, nn::Causal>>;
#else
using Net = nn::Network<nn::Input<16, 32>, nn::MultiHeadAttention<4, 32, nn::GELU>>;
#endif

static_assert(Net::parameter_count > 0);
