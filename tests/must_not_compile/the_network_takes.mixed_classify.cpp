// ERROR: the_network_takes<2U?L?>::inputs_and_not_as_many_as_the_braces_hold
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

nn::Parameters<Net> parameters;
float value = 1;

void use() {
#ifndef MUST_NOT_COMPILE
    static_cast<void>(nn::classify(parameters, {value, 0}));
#else
    static_cast<void>(nn::classify(parameters, {value, 0, 1}));
#endif
}
