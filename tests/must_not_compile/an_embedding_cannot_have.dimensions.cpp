// ERROR: an_embedding_cannot_have<0>::dimensions
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<8>, nn::Embedding<50, 4>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<8>, nn::Embedding<50, 0>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
