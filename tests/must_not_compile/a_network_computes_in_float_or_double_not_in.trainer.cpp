// ERROR: a_network_computes_in_float_or_double_not_in<long double>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<1>>;

#ifndef MUST_NOT_COMPILE
using T = double;
#else
using T = long double;
#endif

static nn::Trainer<Net, nn::MeanSquaredError, nn::SGD, 4, T> trainer{{.learning_rate = 0.1f}, 42};

double learn(const nn::Dataset<Net>& data) {
    trainer.fit(data, {.epochs = 3});
    return nn::accuracy(trainer.parameters, data);
}
