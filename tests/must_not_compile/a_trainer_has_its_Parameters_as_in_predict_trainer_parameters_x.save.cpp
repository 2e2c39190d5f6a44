// ERROR: a_trainer_has_its_Parameters_as_in_predict_trainer_parameters_x
#include <ctnn/io/safetensors.hpp>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

nn::Trainer<Net, nn::CrossEntropy> trainer;

void use() {
#ifndef MUST_NOT_COMPILE
    nn::save("net", trainer.parameters);
#else
    nn::save("net", trainer);
#endif
}
