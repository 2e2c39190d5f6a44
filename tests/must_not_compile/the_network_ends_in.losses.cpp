// ERROR: the_network_ends_in<2>::heads_but_there_are_so_many_losses<3>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Heads<nn::Dense<3, nn::Softmax>, nn::Dense<1>>>;
#ifndef MUST_NOT_COMPILE
using Loss = nn::Losses<nn::CrossEntropy, nn::MeanSquaredError>;
#else
using Loss = nn::Losses<nn::CrossEntropy, nn::MeanSquaredError, nn::MeanSquaredError>;
#endif

void use(const nn::Dataset<Net>& data) {
    static nn::Trainer<Net, Loss, nn::Adam> trainer;
    trainer.fit(data);
}
