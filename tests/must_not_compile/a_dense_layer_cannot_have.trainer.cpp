// ERROR: a_dense_layer_cannot_have<0>::units
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<3>, nn::Dense<2, nn::Softmax>>;
#else
using Net = nn::Network<nn::Input<3>, nn::Dense<0, nn::Softmax>>;
#endif

// However a broken network is used, it is one sentence.
static nn::Trainer<Net, nn::CrossEntropy, nn::Adam, 8> trainer{{}, 1};

float first(const nn::Dataset<Net>& data) {
    trainer.fit(data, {.epochs = 3});
    return nn::predict(trainer.parameters, std::array<float, 3>{})[0];
}
