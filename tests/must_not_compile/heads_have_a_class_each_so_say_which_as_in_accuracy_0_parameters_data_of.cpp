// ERROR: heads_have_a_class_each_so_say_which_as_in_accuracy_0_parameters_data_of<ctnn::Network<
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Heads<nn::Dense<3, nn::Softmax>, nn::Dense<1>>>;

double share(const nn::Parameters<Net>& parameters, const nn::Dataset<Net>& data) {
#ifndef MUST_NOT_COMPILE
    return nn::accuracy<0>(parameters, data);
#else
    return nn::accuracy(parameters, data);
#endif
}
