// ERROR: these_parameters_belong_to<Other>|call to deleted constructor
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;
using Other = nn::Network<nn::Input<2>, nn::Dense<3>>;

nn::Parameters<Net> parameters;
nn::Parameters<Other> others;

#ifndef MUST_NOT_COMPILE
const nn::Packed<Net> quick(parameters);
#else
const nn::Packed<Net> quick(others);
#endif
