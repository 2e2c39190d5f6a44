// ERROR: the_inputs_of_a_Dataset_are_float_double_or_uint8_t_not<int>
#include <array>
#include <cstdint>
#include <ctnn/train.hpp>
#include <string>
#include <vector>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

void learn(const std::vector<float>& inputs, const std::vector<int>& labels) {
#ifndef MUST_NOT_COMPILE
    const nn::Dataset<Net> data(inputs, labels);
#else
    const nn::Dataset<Net> data(labels, inputs);
#endif
    nn::Trainer<Net, nn::CrossEntropy>().fit(data);
    static_cast<void>(inputs), static_cast<void>(labels);
}
