// ERROR: causal_padding_is_for_sequences_but_this_pool_is_on<ctnn::Shape<8, 8, 3> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
constexpr nn::PoolOptions options{.padding = nn::same};
#else
constexpr nn::PoolOptions options{.padding = nn::causal};
#endif

using Net = nn::Network<nn::Input<8, 8, 3>, nn::MaxPool2D<2, options>, nn::Dense<10>>;

static_assert(Net::parameter_count > 0);
