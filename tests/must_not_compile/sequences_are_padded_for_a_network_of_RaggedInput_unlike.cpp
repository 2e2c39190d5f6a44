// ERROR: sequences_are_padded_for_a_network_of_RaggedInput_unlike<ctnn::Network<
#include <ctnn/train.hpp>

#include <vector>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::RaggedInput<20, 3>, nn::GRU<4>, nn::Dense<2>>;
#else
using Net = nn::Network<nn::Input<20, 3>, nn::GRU<4>, nn::Dense<2>>;
#endif

std::vector<float> inputs(const std::vector<std::vector<float>>& rows) {
    return nn::pad_sequences<Net>(rows);
}
