// ERROR: the_batch_has<4>::targets_but_the_array_holds<3>
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<1>>;

float step(nn::Learner<Net, nn::MeanSquaredError, nn::Adam, 4>& learner) {
#ifndef MUST_NOT_COMPILE
    const std::array<float, 4> targets{};
#else
    const std::array<float, 3> targets{};
#endif
    return learner.differentiate(std::array<float, 8>{}, targets, 3);
}
