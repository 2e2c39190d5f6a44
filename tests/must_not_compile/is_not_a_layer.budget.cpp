// ERROR: is_not_a_layer<ctnn::Tanh>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<8>, nn::Dense<4, nn::Tanh>>;
#else
using Net = nn::Network<nn::Input<8>, nn::Tanh>;
#endif

// A broken network is one sentence, whatever its budget.
static_assert(nn::fits<Net, nn::Budget{.parameters = 36, .bytes = 144}>);
