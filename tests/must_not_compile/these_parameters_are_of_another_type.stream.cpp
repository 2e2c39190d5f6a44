// ERROR: these_parameters_are_of_another_type<U>.*U = float|call to deleted constructor
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<100, 3>, nn::TimeDistributed<nn::Dense<2>>>;

static nn::Parameters<Net> parameters;
#ifndef MUST_NOT_COMPILE
nn::Stream<Net> stream(parameters);
#else
nn::Stream<Net, double> stream(parameters);
#endif
