// ERROR: fit_takes_FitOptions_after_the_Dataset_as_in_braces_epochs_5_not<int>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

void use(nn::Trainer<Net, nn::CrossEntropy>& trainer, const nn::Dataset<Net>& data) {
#ifndef MUST_NOT_COMPILE
    trainer.fit(data, {.epochs = 5});
    trainer.fit(data, nn::FitOptions<Net>{.epochs = 5});
#else
    trainer.fit(data, 5);
#endif
}
