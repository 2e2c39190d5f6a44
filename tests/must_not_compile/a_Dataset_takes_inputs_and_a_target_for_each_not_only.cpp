// ERROR: a_Dataset_takes_inputs_and_a_target_for_each_not_only|call to deleted constructor
// NOTE: a_Dataset_takes_inputs_and_a_target_for_each_not_only
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

nn::Parameters<Net> parameters;

void use() {
#ifndef MUST_NOT_COMPILE
    const nn::Dataset<Net> data(nn::Dataset<Net>{});
#else
    const nn::Dataset<Net> data(parameters);
#endif
}
