// ERROR: the_weights_of_a_Dataset_are_numbers_for_all_samples_not<float>
#include <ctnn/train.hpp>
#include <vector>

namespace nn = ctnn;
using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

void weigh(nn::Dataset<Net>& data) {
#ifndef MUST_NOT_COMPILE
    data.weigh(std::vector<float>(data.size(), 0.5f));
#else
    data.weigh(0.5f);
#endif
}
