// Small networks trained as a whole: by L-BFGS and by Levenberg and Marquardt's method.

// [headers]
#include <cmath>
#include <cstdio>
#include <ctnn/train.hpp>
#include <vector>

namespace nn = ctnn;
// [headers]

// [whole]
using Curve = nn::Network<nn::Input<1>, nn::Dense<16, nn::Tanh>, nn::Dense<1>>;

nn::Dataset<Curve> sine() {
    std::vector<float> x, y;
    for (int i = 0; i < 64; ++i) {
        x.push_back(float(i) / 32 - 1);
        y.push_back(std::sin(3 * x.back()));
    }
    return {x, y};
}

void learn_a_curve() {
    const nn::Dataset<Curve> data = sine();
    nn::Parameters<Curve> parameters;
    nn::initialize(parameters, /*seed*/ 1);
    const nn::Minimization result =
        nn::minimize<nn::MeanSquaredError>(parameters, data, nn::LevenbergMarquardt{.goal = 1e-6});
    std::printf("%zu steps to a loss of %.2g: %s\n", result.iterations(), result.loss(), words(result.ended));
    std::printf("sin(1.5) = %.3f\n", double(nn::predict(parameters, {0.5f})[0]));
}
// [whole]

int main() { learn_a_curve(); }
