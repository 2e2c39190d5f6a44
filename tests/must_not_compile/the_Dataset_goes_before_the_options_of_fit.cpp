// ERROR: the_Dataset_goes_before_the_options_of_fit
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

nn::Trainer<Net, nn::CrossEntropy> trainer;
const nn::Dataset<Net> data;

void use() {
#ifndef MUST_NOT_COMPILE
    trainer.fit(data, {.epochs = 3});
#else
    trainer.fit({.epochs = 3}, data);
#endif
}
