// ERROR: the_network_takes<8U?L?>::inputs_but_the_array_holds<7U?L?>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<8>, nn::Dense<4, nn::Tanh>, nn::Dense<2, nn::Softmax>>;
using Loss = nn::CrossEntropy;
static nn::Parameters<Net> parameters, sum;

#ifndef MUST_NOT_COMPILE
constexpr std::size_t inputs = 8;
#else
constexpr std::size_t inputs = 7;
#endif

float step(const std::array<float, 8>& x, std::array<float, inputs>& dx, std::span<float> workspace) {
    return nn::gradient<Loss>(parameters, x, 1, sum, dx, workspace);
}
