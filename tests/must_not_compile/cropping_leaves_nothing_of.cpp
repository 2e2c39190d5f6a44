// ERROR: cropping_leaves_nothing_of<ctnn::Shape<8, 8, 3> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<8, 8, 3>, nn::Cropping2D<nn::pad(3)>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<8, 8, 3>, nn::Cropping2D<nn::pad(4)>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
