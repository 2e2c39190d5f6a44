// ERROR: a_Dataset_takes_inputs_and_a_target_for_each_not_only|call to deleted constructor
// NOTE: a_Dataset_takes_inputs_and_a_target_for_each_not_only
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
    const nn::Dataset<Net> data(inputs);
#endif
}
