// ERROR: a_layer_that_looks_ahead_or_needs_all_steps_cannot_stream<ctnn::Conv1DTranspose<4
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
constexpr nn::Conv1DTransposeOptions options{.stride = 2, .padding = nn::causal};
#else
constexpr nn::Conv1DTransposeOptions options{.stride = 2, .padding = nn::same};
#endif
using Net = nn::Network<nn::Input<8, 1>, nn::Conv1DTranspose<4, 4, nn::ReLU, options>>;

nn::Stream<Net> stream;
