// ERROR: a_budget_of_zero_is_kept_by_no<
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<8>, nn::Dense<4, nn::Tanh>, nn::Dense<2>>;

#ifndef MUST_NOT_COMPILE
static_assert(nn::fits<Net, nn::Budget{.bytes = 1000}>);
#else
static_assert(nn::fits<Net, nn::Budget{.bytes = 0}>);
#endif
