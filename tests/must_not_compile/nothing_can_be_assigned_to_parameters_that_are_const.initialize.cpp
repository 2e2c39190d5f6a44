// ERROR: nothing_can_be_assigned_to_parameters_that_are_const<const float
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

void use() {
#ifndef MUST_NOT_COMPILE
    nn::Parameters<Net> parameters;
    nn::initialize(parameters, 42);
#else
    const nn::Parameters<Net> parameters;
    nn::initialize(parameters, 42);
#endif
}
