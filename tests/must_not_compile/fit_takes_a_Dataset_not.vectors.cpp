// ERROR: fit_takes_a_Dataset_not<std::vector<float
#include <ctnn/train.hpp>
#include <vector>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

const std::vector<float> inputs{1, 2};
const std::vector<int> classes{0};
nn::Trainer<Net, nn::CrossEntropy> trainer;

void use() {
#ifndef MUST_NOT_COMPILE
    trainer.fit(nn::Dataset<Net>(inputs, classes));
#else
    trainer.fit(inputs, classes);
#endif
}
