#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<24>, nn::Dense<32, nn::Tanh>, nn::Dense<32, nn::Tanh>, nn::Dense<8>>;

std::array<float, 8> run(const nn::Parameters<Net>& parameters, const std::array<float, 24>& x) {
    return nn::predict(parameters, x);
}
