// ERROR: an_input_has_at_least_one_value_but_this_one_is<ctnn::Input<28, 0
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<28, 28>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<28, 0>, nn::Dense<10>>;
#endif

static_assert(Net::input_size > 0);
