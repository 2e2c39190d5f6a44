// ERROR: causal_padding_is_for_sequences_not_for<ctnn::Shape<28, 28, 1> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

template <nn::Padding Padding>
constexpr nn::ConvOptions Padded{.padding = Padding};

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<28, 28, 1>, nn::Conv2D<6, 5, nn::ReLU, Padded<nn::same>>>;
#else
using Net = nn::Network<nn::Input<28, 28, 1>, nn::Conv2D<6, 5, nn::ReLU, Padded<nn::causal>>>;
#endif

static_assert(Net::parameter_count > 0);
