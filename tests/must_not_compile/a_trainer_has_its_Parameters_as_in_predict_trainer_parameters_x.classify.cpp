// ERROR: a_trainer_has_its_Parameters_as_in_predict_trainer_parameters_x
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

nn::Trainer<Net, nn::CrossEntropy> trainer;

void use() {
#ifndef MUST_NOT_COMPILE
    static_cast<void>(nn::classify(trainer.parameters, {1, 2}));
#else
    static_cast<void>(nn::classify(trainer, std::array<float, 2>{1, 2}));
#endif
}
