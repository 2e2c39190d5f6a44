// Why deep networks of sigmoids did not learn, and what helps. The error's gradient goes back through every
// layer, and each sigmoid lets at most a quarter of it through: of twenty, nothing (Hochreiter 1991). Four
// networks of twenty layers on two spirals: sigmoids, the same with residual connections, the same with
// BatchNorm, and ReLU with He's initial weights. Prints the norm of each layer's gradient before training,
// and what each network learns; fails if the first one's gradient does not vanish, or another's does.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ctnn/train.hpp>
#include <span>
#include <utility>
#include <vector>

#include "options.hpp"
#include "report.hpp"

namespace nn = ctnn;

constexpr std::size_t depth = 20, width = 12, batch = 100;

struct Sigmoids {
    using Layer = nn::Dense<width, nn::Sigmoid>;
    static constexpr const char* name = "sigmoid";
};
struct WithResidual {
    using Layer = nn::Residual<Sigmoids::Layer>;
    static constexpr const char* name = "+ residual";
};
struct WithBatchNorm {
    using Layer = nn::Sequential<nn::Dense<width>, nn::BatchNorm<>, nn::Activation<nn::Sigmoid>>;
    static constexpr const char* name = "+ BatchNorm";
};
struct WithReLU {
    using Layer = nn::Dense<width, nn::ReLU>;  // starts with He's weights
    static constexpr const char* name = "ReLU, He";
};

/// `depth` of such layers between a first one, which makes `width` values of a point, and the answer.
template <class Kind, class = std::make_index_sequence<depth>>
struct Deep;
template <class Kind, std::size_t... I>
struct Deep<Kind, std::index_sequence<I...>> {
    template <std::size_t>
    using Layer = typename Kind::Layer;
    using type =
        nn::Network<nn::Input<2>, nn::Dense<width, nn::Tanh>, Layer<I>..., nn::Dense<1, nn::Sigmoid>>;
};
template <class Kind>
using Network = typename Deep<Kind>::type;

/// Points on two arms of a spiral, once around; which arm is the class.
template <class Net>
nn::Dataset<Net> spirals(std::size_t count) {
    nn::Random random{1};
    std::vector<float> inputs, targets;
    for (std::size_t i = 0; i < count; ++i) {
        const float t = random.uniform<float>(), arm = float(i % 2), angle = 6.28f * (t + arm / 2);
        const float radius = 0.3f + 1.2f * t + 0.1f * (random.uniform<float>() - 0.5f);
        inputs.insert(inputs.end(), {radius * std::cos(angle), radius * std::sin(angle)});
        targets.push_back(arm);
    }
    return nn::Dataset<Net>(std::move(inputs), std::move(targets));
}

struct Result {
    const char* name;
    std::array<float, depth> norms{};  // of the layers' gradients, before training
    nn::Evaluation trained{};
};

template <class Kind>
Result result(nn::Report& report) {
    using Net = Network<Kind>;
    const auto data = spirals<Net>(600);
    static nn::Trainer<Net, nn::BinaryCrossEntropy, nn::Adam, batch> trainer{{.learning_rate = 6e-3f},
                                                                             /*seed*/ 1};
    std::array<float, 2 * batch> points{};
    std::array<float, batch> arms{};
    for (std::size_t s = 0; s < batch; ++s) {
        data.input(s, std::span<float, 2>(points.data() + 2 * s, 2));
        data.target(s, std::span<float, 1>(arms.data() + s, 1));
    }
    trainer.differentiate(points, arms, batch);
    const auto norms = nn::layer_norms(trainer.gradient);
    const auto history =
        trainer.fit(data, {.epochs = 100, .schedule = nn::CosineDecay{}, .progress = nullptr});

    Result result{Kind::name};
    std::copy_n(norms.begin() + 1, depth, result.norms.begin());
    result.trained = nn::evaluate<nn::BinaryCrossEntropy>(trainer.parameters, data);
    report.section(Kind::name).add_boundary(trainer.parameters, data).add(history);
    return result;
}

/// The norms side by side: where a curve falls to the left, the first layers learn nothing.
nn::Plot norms_of(const std::array<Result, 4>& results) {
    nn::Plot plot{.title = "Gradients before training",
                  .x_label = "layer",
                  .y_label = "norm, logarithmic",
                  .logarithmic = true};
    for (const Result& each : results)
        plot.curves.push_back({.name = each.name, .x = {}, .y = {each.norms.begin(), each.norms.end()}});
    return plot;
}

int main(int argc, char** argv) {
    const Options options(argc, argv, {});
    nn::Report kinds(""), report(options.report(), {.title = "Why deep networks of sigmoids did not learn"});
    const std::array results{result<Sigmoids>(kinds), result<WithResidual>(kinds),
                             result<WithBatchNorm>(kinds), result<WithReLU>(kinds)};
    report.text(
        "Twenty layers on two spirals. The error\u2019s gradient goes back through every layer, and each "
        "sigmoid lets "
        "at most a quarter of it through.");
    report.add(norms_of(results)).add(kinds);
    std::puts("The norm of each layer's gradient, before training:\n");
    std::printf("%-14s", "layer");
    for (const Result& each : results) std::printf("%14s", each.name);
    for (std::size_t layer = 0; layer < depth; ++layer) {
        std::printf("\n%-14zu", layer + 1);
        for (const Result& each : results) std::printf("%14.1e", double(each.norms[layer]));
    }
    std::puts("\n\nAfter 100 epochs on two spirals:\n");
    std::printf("%-14s", "loss");
    for (const Result& each : results) std::printf("%14.3f", each.trained.loss);
    std::printf("\n%-14s", "accuracy");
    for (const Result& each : results) std::printf("%13.1f%%", 100 * each.trained.accuracy);
    std::puts("");

    if (options.reports()) write(report);
    bool as_told = true;
    for (const Result& each : results) {
        const bool vanishes = each.norms.front() < 1e-6f * each.norms.back();
        const bool learns = each.trained.accuracy > 0.9;
        as_told = as_told && (&each == results.data() ? vanishes && !learns : !vanishes && learns);
    }
    return as_told ? 0 : 1;
}
