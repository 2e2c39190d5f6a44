// ERROR: a_reflection_has_at_most<7U?L?, ctnn::Shape<8, 3> ?>::values_on_a_side_but_this_one_is<8U?L?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<8, 3>, nn::ReflectionPad1D<nn::pad(7)>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<8, 3>, nn::ReflectionPad1D<nn::pad(8)>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
