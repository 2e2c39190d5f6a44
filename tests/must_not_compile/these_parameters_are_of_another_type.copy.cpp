// ERROR: these_parameters_are_of_another_type<U>.*U = float|call to deleted constructor
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<3>, nn::Dense<2>>;

static nn::Parameters<Net> parameters;
#ifndef MUST_NOT_COMPILE
nn::Parameters<Net> copy(parameters);
#else
nn::Parameters<Net, double> copy(parameters);
#endif
