// ERROR: forward_and_backward_of_a_Learner_need_OwnLoss_but_the_loss_is<ctnn::MeanSquaredError>
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<1>>;

#ifndef MUST_NOT_COMPILE
using Loss = nn::OwnLoss;
#else
using Loss = nn::MeanSquaredError;
#endif

void run(nn::Learner<Net, Loss, nn::Adam, 4>& learner) {
    std::array<float, 4> outputs{};
    learner.forward(std::array<float, 8>{}, outputs);
}
