// ERROR: Conv1DTranspose_takes_Conv1DTransposeOptions_but_was_given<(struct )?ctnn::Conv1DOptions>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
constexpr nn::Conv1DTransposeOptions options{.stride = 2};
#else
constexpr nn::Conv1DOptions options{.stride = 2};
#endif

static_assert(nn::Network<nn::Input<8, 1>, nn::Conv1DTranspose<4, 4, nn::ReLU, options>>::parameter_count > 0);
