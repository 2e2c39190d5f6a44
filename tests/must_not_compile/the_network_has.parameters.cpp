// ERROR: the_network_has<46>::parameters_but_the_budget_is<45>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<8>, nn::Dense<4, nn::Tanh>, nn::Dense<2>>;

#ifndef MUST_NOT_COMPILE
static_assert(nn::fits<Net, nn::Budget{.parameters = 46}>);
#else
static_assert(nn::fits<Net, nn::Budget{.parameters = 45}>);
#endif
