// ERROR: conv1d_needs_steps_features_but_the_layer_before_it_gives<(struct )?ctnn::Shape<200U?L?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Input = nn::Input<100, 2>;
#else
using Input = nn::Input<200>;
#endif
using Net = nn::Network<Input, nn::Conv1D<3, 2>, nn::BatchNorm<>>;

static_assert(nn::folded<Net>::state_count == 0);
