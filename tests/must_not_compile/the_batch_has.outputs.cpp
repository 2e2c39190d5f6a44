// ERROR: the_batch_has<4>::outputs_but_the_array_holds<8>
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<1>>;

void back(nn::Learner<Net, nn::OwnLoss, nn::Adam, 4>& learner, const std::array<float, 8>& inputs) {
#ifndef MUST_NOT_COMPILE
    const std::array<float, 4> slopes{};
#else
    const std::array<float, 8> slopes{};
#endif
    learner.backward(inputs, slopes);
}
