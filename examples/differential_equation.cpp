// A network that solves a differential equation, without a single value of the solution: the loss is how far
// it is from holding (Lagaris, Likas, Fotiadis, 1998; Raissi, Perdikaris, Karniadakis, 2019). Here a damped
// spring, u'' + 0.5 u' + 4 u = 0, let go at u(0) = 1, u'(0) = 0. Fails if u is off by 0.01 anywhere
// after all steps; `--steps N` takes fewer.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <ctnn/train.hpp>
#include <numbers>
#include <utility>

#include "options.hpp"
#include "report.hpp"

namespace nn = ctnn;

constexpr float damping = 0.5f, stiffness = 4, seconds = 5;
constexpr std::size_t points = 50, enough = 20'000;

using Net = nn::Network<nn::Input<1>, nn::Dense<16, nn::Tanh>, nn::Dense<16, nn::Tanh>, nn::Dense<1>>;

/// u(t) = 1 + x^2 n(x), x = t / seconds: whatever the network n gives, u begins at 1 and at rest.
struct Spring {
    float x;

    template <class N>
    N u(const nn::Jet<N, 1>& n) const {
        return x * x * n(0) + 1.0f;
    }

    /// (u'' + 0.5 u' + 4 u)^2, where n has its derivatives by t: 0 where the equation holds.
    template <class N>
    N operator()(const nn::Jet<N, 1>& n) const {
        const float square = x * x, slope = 2 * x / seconds, bend = 2 / (seconds * seconds);
        const N velocity = square * n(1) + slope * n(0);
        const N acceleration = square * n(2) + 2 * slope * n(1) + bend * n(0);
        const N residual = acceleration + damping * velocity + stiffness * u(n);
        return residual * residual;
    }
};

double solution(double t) {
    const double half = double(damping) / 2, w = std::sqrt(double(stiffness) - half * half);
    return std::exp(-half * t) * (std::cos(w * t) + half / w * std::sin(w * t));
}

double solved(const nn::Parameters<Net>& parameters, float t) {
    const float x = t / seconds;
    return double(1 + x * x * nn::predict(parameters, std::array{x})[0]);
}

int main(int argc, char** argv) {
    const Options options(argc, argv, {"--steps"});
    const std::size_t steps = options.text("--steps").empty() ? enough : options.number("--steps");
    static nn::Learner<Net, nn::OwnLoss, nn::Adam, 1> learner({.learning_rate = 0.01f}, /*seed*/ 1);
    static nn::Derivatives<Net> n;
    nn::Curve losses{.name = "mean square of the residual"};
    std::puts("step   mean square of u'' + 0.5 u' + 4 u");
    for (std::size_t step = 0; step <= steps; ++step) {
        n.set(learner.parameters);
        learner.gradient = {};
        float loss = 0;
        for (std::size_t point = 0; point < points; ++point) {
            const float x = (float(point) + 0.5f) / float(points);
            loss += n.gradient(Spring{x}, std::array{x}, std::array{1 / seconds}, learner.gradient) / points;
        }
        for (float& value : learner.gradient.values) value /= points;
        learner.update(0.5f * (1 + std::cos(std::numbers::pi_v<float> * float(step) / float(steps))));
        if (step % (steps / 10 + 1) == 0) std::printf("%5zu  %.6f\n", step, double(loss));
        if (step % (steps / 200 + 1) == 0) {
            losses.x.push_back(double(step));
            losses.y.push_back(double(loss));
        }
    }

    nn::Curve learnt{.name = "the network"}, exact{.name = "the solution", .mark = nn::Mark::dashes};
    double worst = 0;
    std::puts("\n    t        u  solution");
    for (int i = 0; i <= 200; ++i) {
        const float t = seconds * float(i) / 200;
        const double u = solved(learner.parameters, t), truth = solution(double(t));
        worst = std::max(worst, std::abs(u - truth));
        if (i % 20 == 0) std::printf("%5.2f %8.4f  %8.4f\n", double(t), u, truth);
        for (nn::Curve* curve : {&learnt, &exact}) curve->x.push_back(double(t));
        learnt.y.push_back(u);
        exact.y.push_back(truth);
    }
    std::printf("\nOff by %.5f at most.\n", worst);

    if (options.reports()) {
        nn::Report report(options.report(), {.title = "A differential equation"});
        report.text("u'' + 0.5 u' + 4 u = 0, u(0) = 1, u'(0) = 0: no value of the solution was given.");
        report.add(nn::Plot{.title = "A damped spring",
                            .x_label = "t",
                            .y_label = "u",
                            .curves = {std::move(learnt), std::move(exact)}});
        report.add(nn::Plot{.title = "How far the equation is from holding",
                            .x_label = "step",
                            .y_label = "logarithmic",
                            .curves = {std::move(losses)},
                            .logarithmic = true});
        write(report);
    }
    return worst < 0.01 || steps < enough ? 0 : 1;
}
