// ERROR: zero_pad_needs_as_many_zeros_as_pad_says_on<ctnn::Shape<8, 8, 3> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<8, 8, 3>, nn::ZeroPad2D<nn::pad(2)>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<8, 8, 3>, nn::ZeroPad2D<nn::same>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
