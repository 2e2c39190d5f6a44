// ERROR: an_upsampling_factor_is_at_least_one_but_these_are<2U?L?, 0U?L?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<8, 8, 3>, nn::Upsample2D<nn::Size2D{2, 1}>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<8, 8, 3>, nn::Upsample2D<nn::Size2D{2, 0}>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
