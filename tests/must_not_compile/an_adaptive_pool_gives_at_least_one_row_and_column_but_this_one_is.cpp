// ERROR: an_adaptive_pool_gives_at_least_one_row_and_column_but_this_one_is<2, 0>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<5, 5, 1>, nn::AdaptiveMaxPool2D<2, 1>>;
#else
using Net = nn::Network<nn::Input<5, 5, 1>, nn::AdaptiveMaxPool2D<2, 0>>;
#endif

static_assert(Net::output_size > 0);
