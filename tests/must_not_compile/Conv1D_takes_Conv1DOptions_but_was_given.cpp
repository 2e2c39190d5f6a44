// ERROR: Conv1D_takes_Conv1DOptions_but_was_given<(struct )?ctnn::ConvOptions>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
constexpr nn::Conv1DOptions options{.padding = nn::same};
#else
constexpr nn::ConvOptions options{.padding = nn::same};
#endif
using Net = nn::Network<nn::Input<20, 2>, nn::Conv1D<4, 3, nn::ReLU, options>>;
static_assert(Net::layer_count == 1);
