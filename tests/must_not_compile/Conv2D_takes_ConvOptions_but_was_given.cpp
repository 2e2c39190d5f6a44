// ERROR: Conv2D_takes_ConvOptions_but_was_given<(struct )?ctnn::Conv1DOptions>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
constexpr nn::ConvOptions options{.padding = nn::same};
#else
constexpr nn::Conv1DOptions options{.padding = nn::same};
#endif
using Net = nn::Network<nn::Input<20, 20, 2>, nn::Conv2D<4, 3, nn::ReLU, options>>;
static_assert(Net::layer_count == 1);
