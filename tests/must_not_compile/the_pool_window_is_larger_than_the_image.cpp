// ERROR: the_pool_window_is_larger_than_the_image<2U?L?, 9U?L?, ctnn::Shape<8, 8, 3> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<8, 8, 3>, nn::MaxPool2D<nn::Size2D{2, 8}>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<8, 8, 3>, nn::MaxPool2D<nn::Size2D{2, 9}>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
