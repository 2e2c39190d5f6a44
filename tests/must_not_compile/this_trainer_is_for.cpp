// ERROR: this_trainer_is_for<ctnn::.*Adam>::but_was_given<ctnn::.*SGD>
#include <array>
#include <ctnn/train.hpp>
#include <vector>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;
using Other = nn::Network<nn::Input<2>, nn::Dense<3>>;

const std::array<float, 2> x{};
nn::Parameters<Net> parameters;

void use([[maybe_unused]] const nn::Dataset<Net>& data, [[maybe_unused]] nn::Parameters<Net>& sum) {
#ifndef MUST_NOT_COMPILE
    nn::Trainer<Net, nn::CrossEntropy, nn::Adam> trainer(nn::Adam{}, 1);
#else
    nn::Trainer<Net, nn::CrossEntropy, nn::Adam> trainer(nn::SGD{}, 1);
#endif
}
