// ERROR: a_trainer_has_its_Parameters_as_in_predict_trainer_parameters_x
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

nn::Trainer<Net, nn::CrossEntropy> trainer;
const nn::Dataset<Net> data;

void use() {
#ifndef MUST_NOT_COMPILE
    static_cast<void>(nn::evaluate<nn::CrossEntropy>(trainer.parameters, data));
#else
    static_cast<void>(nn::evaluate<nn::CrossEntropy>(trainer, data));
#endif
}
