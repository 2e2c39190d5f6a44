// ERROR: a_network_computes_in_float_or_double_not_in<int>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<4>, nn::Dense<8, nn::Tanh>, nn::Dense<2>>;

#ifndef MUST_NOT_COMPILE
using T = float;
#else
using T = int;
#endif

constexpr std::size_t bytes = nn::cost<Net, T>.bytes;
