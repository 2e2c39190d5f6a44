// ERROR: the_pool_window_is_longer_than_the_sequence<21U?L?, ctnn::Shape<20, 2> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<20, 2>, nn::MaxPool1D<20>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<20, 2>, nn::MaxPool1D<21>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
