// ERROR: the_network_needs<40>::multiply_adds_but_the_budget_is<39>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<8>, nn::Dense<4, nn::Tanh>, nn::Dense<2>>;

#ifndef MUST_NOT_COMPILE
static_assert(nn::fits<Net, nn::Budget{.multiply_adds = 40}>);
#else
static_assert(nn::fits<Net, nn::Budget{.multiply_adds = 39}>);
#endif
