// ERROR: the_batch_has<8>::inputs_but_the_array_holds<2>
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<1>>;

float step(nn::Learner<Net, nn::MeanSquaredError, nn::Adam, 4>& learner) {
#ifndef MUST_NOT_COMPILE
    const std::array<float, 8> inputs{};
#else
    const std::array<float, 2> inputs{};  // of one sample
#endif
    return learner.step(inputs, std::array<float, 4>{});
}
