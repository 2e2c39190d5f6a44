// ERROR: a_gated_unit_halves_the_last_axis_but_that_is_odd_of<(struct )?ctnn::Shape<3, 5> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<3, 4>, nn::GLU<>>;
#else
using Net = nn::Network<nn::Input<3, 5>, nn::GLU<>>;
#endif

static_assert(Net::output_size > 0);
