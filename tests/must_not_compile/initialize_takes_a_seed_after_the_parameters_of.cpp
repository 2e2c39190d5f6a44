// ERROR: initialize_takes_a_seed_after_the_parameters_of<ctnn::Network<
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<3>, nn::Dense<2>>;

void use(nn::Parameters<Net>& parameters) {
#ifndef MUST_NOT_COMPILE
    nn::initialize(parameters, 1);
#else
    nn::initialize(parameters);
#endif
}
