// ERROR: a_layer_that_looks_ahead_or_needs_all_steps_cannot_stream<ctnn::MaxPool1D<3
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
constexpr nn::Pool1DOptions options{.stride = 1, .padding = nn::causal};
#else
constexpr nn::Pool1DOptions options{.stride = 1, .padding = nn::same};
#endif

using Net = nn::Network<nn::Input<100, 2>, nn::Activation<nn::Tanh>, nn::MaxPool1D<3, options>>;

static_assert(nn::Stream<Net>::delay == 0);
