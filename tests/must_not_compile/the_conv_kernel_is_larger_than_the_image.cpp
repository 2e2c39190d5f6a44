// ERROR: the_conv_kernel_is_larger_than_the_image<29, ctnn::Shape<28, 28, 1> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<28, 28, 1>, nn::Conv2D<6, 28>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<28, 28, 1>, nn::Conv2D<6, 29>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
