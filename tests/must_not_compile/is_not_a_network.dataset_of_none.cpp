// ERROR: is_not_a_network<ctnn::error::one_was_left_out_as_in_Parameters_of_Network
#include <ctnn/train.hpp>
#include <vector>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

const std::vector<float> inputs{1, 2};
const std::vector<int> classes{0};

void use() {
#ifndef MUST_NOT_COMPILE
    const nn::Dataset<Net> data(inputs, classes);
#else
    const nn::Dataset data(inputs, classes);
#endif
}
