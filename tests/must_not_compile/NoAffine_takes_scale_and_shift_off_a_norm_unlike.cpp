// ERROR: NoAffine_takes_scale_and_shift_off_a_norm_unlike<(struct )?ctnn::Dense<4
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<4>, nn::Dense<4>, nn::NoAffine<nn::LayerNorm<>>>;
#else
using Net = nn::Network<nn::Input<4>, nn::NoAffine<nn::Dense<4>>>;
#endif

static_assert(Net::output_size > 0);
