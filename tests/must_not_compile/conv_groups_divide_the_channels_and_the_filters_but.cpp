// ERROR: conv_groups_divide_the_channels_and_the_filters_but<3>::does_not_divide<6, 8>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

template <std::size_t Groups>
constexpr nn::ConvOptions Grouped{.groups = Groups};

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<9, 9, 6>, nn::Conv2D<8, 5, nn::ReLU, Grouped<2>>>;
#else
using Net = nn::Network<nn::Input<9, 9, 6>, nn::Conv2D<8, 5, nn::ReLU, Grouped<3>>>;
#endif

static_assert(Net::parameter_count > 0);
