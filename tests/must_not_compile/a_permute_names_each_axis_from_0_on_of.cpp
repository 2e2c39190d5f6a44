// ERROR: a_permute_names_each_axis_from_0_on_of<ctnn::Shape<8, 8, 3> ?>::once_but_this_one_is<3U?L?, 1U?L?, 2U?L?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<8, 8, 3>, nn::Permute<2, 0, 1>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<8, 8, 3>, nn::Permute<3, 1, 2>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
