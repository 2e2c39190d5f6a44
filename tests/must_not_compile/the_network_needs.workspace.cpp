// ERROR: the_network_needs<16>::bytes_of_workspace_but_the_budget_is<8>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<8>, nn::Dense<4, nn::Tanh>, nn::Dense<2>>;

#ifndef MUST_NOT_COMPILE
static_assert(nn::fits<Net, nn::Budget{.workspace = 16}>);
#else
static_assert(nn::fits<Net, nn::Budget{.workspace = 8}>);
#endif
