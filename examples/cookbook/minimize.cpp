// Small networks trained as a whole: by L-BFGS by Levenberg and Marquardt's method, and by evolution.

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

// [search]
using Pilot = nn::Network<nn::Input<2>, nn::Dense<4, nn::Tanh>, nn::Dense<1, nn::Tanh>>;

/// A cart is to come to 0 and to stay there, by a force within 1 N: the mean of how far off it is, in m.
double cost(const nn::Parameters<Pilot>& parameters) {
    float place = 3, speed = 0, sum = 0;
    for (int step = 0; step < 200; ++step) {
        speed += 0.05f * nn::predict(parameters, {place, speed})[0];
        place += 0.05f * speed;
        sum += std::abs(place);
    }
    return double(sum) / 200;
}

void learn_to_steer() {
    nn::Parameters<Pilot> parameters;
    nn::initialize(parameters, /*seed*/ 1);
    const nn::Minimization result = nn::minimize(parameters, cost, nn::CMAES{.iterations = 60, .seed = 1});
    std::printf("%.2f m, then %.2f m off\n", result.losses.front(), result.loss());
}
// [search]

int main() {
    // [main]
    learn_a_curve();
    learn_to_steer();
    // [main]
}
