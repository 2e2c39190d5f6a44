// ERROR: a_layer_that_looks_ahead_or_needs_all_steps_cannot_stream<ctnn::MultiHeadAttention<2, 4
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<100, 2>, nn::MultiHeadAttention<2, 4, nn::Causal>>;
#else
using Net = nn::Network<nn::Input<100, 2>, nn::MultiHeadAttention<2, 4>>;
#endif

std::array<float, 4> push(nn::Stream<Net>& stream) { return stream(std::array<float, 2>{}); }
