// ERROR: a_pool_along_a_sequence_takes_Pool1DOptions_but_was_given<(struct )?ctnn::PoolOptions>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
constexpr nn::Pool1DOptions options{.padding = nn::same};
#else
constexpr nn::PoolOptions options{.padding = nn::same};
#endif
using Net = nn::Network<nn::Input<20, 2>, nn::MaxPool1D<3, options>>;
static_assert(Net::layer_count == 1);
