// ERROR: BatchNorm_learns_from_batches_so_train_it_by_a_Trainer_and_not_by<.*LBFGS>
#include <ctnn/train.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Norm = nn::LayerNorm<>;
#else
using Norm = nn::BatchNorm<>;
#endif
using Net = nn::Network<nn::Input<2>, nn::Dense<3>, Norm, nn::Dense<1>>;

void use(nn::Parameters<Net>& parameters, const nn::Dataset<Net>& data) {
    nn::minimize<nn::MeanSquaredError>(parameters, data, nn::LBFGS{});
}
