// ERROR: a_positional_encoding_needs_steps_and_features_but_the_layer_before_it_gives<ctnn::Shape<16
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<16>, nn::Embedding<9, 4>, nn::PositionalEncoding>;
#else
using Net = nn::Network<nn::Input<16>, nn::PositionalEncoding, nn::Embedding<9, 4>>;
#endif

static_assert(Net::parameter_count > 0);
