// ERROR: the_path_of_a_file_goes_before_the_trainer
#include <ctnn/io/checkpoint.hpp>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

nn::Trainer<Net, nn::CrossEntropy> trainer;

void use() {
#ifndef MUST_NOT_COMPILE
    static_cast<void>(nn::resume("training", trainer));
#else
    static_cast<void>(nn::resume(trainer, "training"));
#endif
}
