// ERROR: the_network_ends_in<2>::heads_but_there_are_so_many_targets<1>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Heads<nn::Dense<3, nn::Softmax>, nn::Dense<1>>>;

auto use() {
#ifndef MUST_NOT_COMPILE
    return nn::head_targets<Net>(1, 0.5f);
#else
    return nn::head_targets<Net>(1);
#endif
}
