#include <array>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

static_assert(nn::reproducible);

using Net = nn::Network<nn::Input<5>, nn::Dense<9, nn::Tanh>, nn::Dense<3, nn::Softmax>>;

constexpr nn::Parameters<Net> parameters = [] {
    nn::Parameters<Net> values;
    nn::initialize(values, 1);
    return values;
}();
constexpr std::array<float, 5> x{0.1f, 0.2f, 0.3f, 0.4f, 0.5f};
constexpr std::array<float, 3> by_the_compiler = nn::predict(parameters, x);

int main() { return nn::predict(parameters, x) == by_the_compiler ? 0 : 1; }
