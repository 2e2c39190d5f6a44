// ERROR: attention_needs_steps_and_features_but_the_layer_before_it_gives<ctnn::Shape<512
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<16, 32>, nn::MultiHeadAttention<4, 32>>;
#else
using Net = nn::Network<nn::Input<16, 32>, nn::Flatten, nn::MultiHeadAttention<4, 32>>;
#endif

static_assert(Net::parameter_count > 0);
