// ERROR: parameters_this_large_must_outlive_a_stream_but_these_are_a_temporary|call to deleted constructor
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<100, 300>, nn::TimeDistributed<nn::Dense<300>>>;

nn::Parameters<Net> load();

#ifndef MUST_NOT_COMPILE
static nn::Parameters<Net> parameters = load();
nn::Stream<Net> stream(parameters);
#else
nn::Stream<Net> stream(load());
#endif
