// ERROR: fit_takes_a_Dataset_not<std::
#include <ctnn/train.hpp>
#include <vector>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;
using Other = nn::Network<nn::Input<2>, nn::Dense<4, nn::Softmax>>;

void use(nn::Trainer<Net, nn::CrossEntropy>& trainer, [[maybe_unused]] const nn::Dataset<Net>& data,
         [[maybe_unused]] const nn::Dataset<Other>& others,
         [[maybe_unused]] const std::vector<float>& values) {
#ifndef MUST_NOT_COMPILE
    trainer.fit(data, {.epochs = 5});
#else
    trainer.fit(values, {.epochs = 5});
#endif
}
