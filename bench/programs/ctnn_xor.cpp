#include <cstdio>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Xor = nn::Network<nn::Input<2>, nn::Dense<3, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;

constexpr nn::Samples<Xor, 4> truth{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {0, 1, 1, 0}};
constexpr nn::Parameters<Xor> solved = nn::trained_at_compile_time<Xor, truth, /*seed*/ 1>;
static_assert(nn::predict(solved, truth.inputs[1])[0] > 0.5f);

int main() {
    for (const auto& x : truth.inputs) std::printf("%g\n", double(nn::predict(solved, x)[0]));
}
