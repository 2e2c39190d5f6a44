// ERROR: is_not_a_network<int>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Sequence = nn::Network<nn::Input<3, 1>, nn::LSTM<2>>;

void use() {
#ifndef MUST_NOT_COMPILE
    [[maybe_unused]] nn::Stream<Sequence> stream;
#else
    [[maybe_unused]] nn::Stream<int> stream;
#endif
}
