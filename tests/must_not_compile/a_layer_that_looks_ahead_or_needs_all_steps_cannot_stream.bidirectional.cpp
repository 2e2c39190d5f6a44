// ERROR: a_layer_that_looks_ahead_or_needs_all_steps_cannot_stream<ctnn::Bidirectional<ctnn::LSTM<4
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<100, 2>, nn::LSTM<4>, nn::Dense<2>>;
#else
using Net = nn::Network<nn::Input<100, 2>, nn::Bidirectional<nn::LSTM<4>>, nn::Dense<2>>;
#endif

std::array<float, 2> push(nn::Stream<Net>& stream) { return stream(std::array<float, 2>{}); }
