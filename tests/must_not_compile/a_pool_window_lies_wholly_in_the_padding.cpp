// ERROR: a_pool_window_lies_wholly_in_the_padding<2U?L?, 2U?L?, ctnn::Shape<8, 8, 3> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
constexpr nn::PoolOptions options{.padding = nn::pad(1)};
#else
constexpr nn::PoolOptions options{.padding = nn::pad(2)};
#endif

using Net = nn::Network<nn::Input<8, 8, 3>, nn::AvgPool2D<2, options>, nn::Dense<10>>;

static_assert(Net::parameter_count > 0);
