// ERROR: is_not_an_activation<(struct )?ctnn::HeNormal>::that_has_value_of_z_and_slope_of_z_y
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Layer = nn::Dense<3, nn::ReLU, nn::HeNormal>;
#else
using Layer = nn::Dense<3, nn::HeNormal, nn::HeNormal>;
#endif

static_assert(nn::Network<nn::Input<2>, nn::NoBias<Layer>>::parameter_count > 0);
