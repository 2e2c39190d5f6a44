// ERROR: a_convolution_cannot_have<0>::filters
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<28, 28, 1>, nn::Conv2D<6, 5>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<28, 28, 1>, nn::Conv2D<0, 5>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
