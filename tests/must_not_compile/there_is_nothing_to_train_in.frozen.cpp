// ERROR: there_is_nothing_to_train_in<ctnn::Network<.*Frozen
#include <ctnn/train.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<2>, nn::Frozen<nn::Dense<3>>, nn::Dense<1>>;
#else
using Net = nn::Network<nn::Input<2>, nn::Frozen<nn::Dense<3>>, nn::Frozen<nn::Dense<1>>>;
#endif

void use(const nn::Dataset<Net>& data) {
    static nn::Trainer<Net, nn::MeanSquaredError, nn::Adam> trainer;
    trainer.fit(data, {.epochs = 5});
}
