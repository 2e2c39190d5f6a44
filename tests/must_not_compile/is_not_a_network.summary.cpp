// ERROR: is_not_a_network<int>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<3>, nn::Dense<2>>;

void use() {
#ifndef MUST_NOT_COMPILE
    nn::summary<Net>();
#else
    nn::summary<int>();
#endif
}
