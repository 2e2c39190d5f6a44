// ERROR: a_convolution_cannot_have<0>::stride
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

template <std::size_t Stride>
constexpr nn::ConvOptions Apart{.stride = Stride};

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<28, 28, 1>, nn::Conv2D<6, 5, nn::ReLU, Apart<2>>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<28, 28, 1>, nn::Conv2D<6, 5, nn::ReLU, Apart<0>>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
