// ERROR: a_pool_on_an_image_takes_PoolOptions_but_was_given<(struct )?ctnn::Pool1DOptions>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
constexpr nn::PoolOptions options{.padding = nn::same};
#else
constexpr nn::Pool1DOptions options{.padding = nn::same};
#endif
using Net = nn::Network<nn::Input<20, 20, 2>, nn::AvgPool2D<3, options>>;
static_assert(Net::layer_count == 1);
