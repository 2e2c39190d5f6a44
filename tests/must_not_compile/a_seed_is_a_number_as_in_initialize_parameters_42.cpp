// ERROR: a_seed_is_a_number_as_in_initialize_parameters_42
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

nn::Parameters<Net> parameters;

void use() {
#ifndef MUST_NOT_COMPILE
    nn::initialize(parameters, 42);
#else
    nn::initialize(parameters, "seed");
#endif
}
