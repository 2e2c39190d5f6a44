// ERROR: a_network_computes_in_float_or_double_not_in<int>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<1>>;

#ifndef MUST_NOT_COMPILE
using T = float;
#else
using T = int;
#endif

static nn::Learner<Net, nn::MeanSquaredError, nn::SGD, 4, T> learner{{.learning_rate = 0.1f}, 42};

T step(const std::array<T, 8>& x, const std::array<T, 4>& y) {
    const T loss = learner.step(x, y);
    return loss + nn::predict(learner.parameters, std::array<T, 2>{x[0], x[1]})[0];
}
