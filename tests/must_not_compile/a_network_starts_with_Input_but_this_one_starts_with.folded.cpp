// ERROR: a_network_starts_with_Input_but_this_one_starts_with<(struct )?ctnn::Dense<2U?L?
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<8>, nn::Dense<2>, nn::BatchNorm<>>;
#else
using Net = nn::Network<nn::Dense<2>, nn::BatchNorm<>>;
#endif

using Deployed = nn::folded<Net>;
constexpr std::size_t values = Deployed::parameter_count;
