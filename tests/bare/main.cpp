#include <array>
#include <cstddef>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net =
    nn::Network<nn::Input<19>, nn::Dense<41, nn::ReLU>, nn::Dense<23, nn::Tanh>, nn::Dense<3, nn::Softmax>>;

#if !__STDC_HOSTED__
extern "C"  // main is a function like any other there, for which clang makes up a name
#endif
int main() {
    static nn::Parameters<Net> parameters;
    nn::initialize(parameters, 42);
    std::array<float, 19> x{};
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(i) / 19;
    const std::array<float, 3> y = nn::predict(parameters, x);
    const float sum = y[0] + y[1] + y[2];
    return sum > 0.9999f && sum < 1.0001f && y[nn::classify(parameters, x)] >= y[0] ? 0 : 1;
}
