// ERROR: the_targets_of_a_Dataset_are_classes_as_integers_or_rows_of_float_or_double_not<std::
#include <array>
#include <cstdint>
#include <ctnn/train.hpp>
#include <string>
#include <vector>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

void learn(const std::vector<float>& inputs, const std::vector<int>& labels) {
#ifndef MUST_NOT_COMPILE
    const nn::Dataset<Net> data(inputs, std::vector<long>{1});
#else
    const nn::Dataset<Net> data(inputs, std::vector<std::string>{"one"});
#endif
    nn::Trainer<Net, nn::CrossEntropy>().fit(data);
    static_cast<void>(inputs), static_cast<void>(labels);
}
