// ERROR: a_reshape_keeps_the_number_of_values_of<ctnn::Shape<8, 8, 3> ?>::but_this_one_gives<ctnn::Shape<8, 25> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<8, 8, 3>, nn::Reshape<8, 24>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<8, 8, 3>, nn::Reshape<8, 25>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
