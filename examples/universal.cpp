// One hidden layer fits any curve, the better the wider it is (Cybenko 1989; Hornik 1991): here 8, 32 and 128
// units of ReLU on y = sin(3 x) + 0.3 x^2. Prints each curve and a table of the errors, measured between the
// points that were learnt; fails if a wider layer is not better.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ctnn/train.hpp>
#include <string>
#include <vector>

#include "options.hpp"
#include "report.hpp"

namespace nn = ctnn;

constexpr float left = -3, right = 3;

float curve(float x) { return std::sin(3 * x) + 0.3f * x * x; }

template <std::size_t Width>
using Wide = nn::Network<nn::Input<1>, nn::Dense<Width, nn::ReLU>, nn::Dense<1>>;

/// A unit of ReLU bends the line at one place. Biases start at 0, so all would bend at x = 0 and have to move
/// apart first; spread over the interval, bent to either side in turn, they have hardly anywhere to go.
template <class Net>
void spread(nn::Parameters<Net>& parameters) {
    const auto [weight, bias] = parameters.template layer<0>();
    for (std::size_t unit = 0; unit < bias.size(); ++unit) {
        weight[unit] = unit % 2 == 0 ? 2.0f : -2.0f;
        bias[unit] = -weight[unit] * (left + (right - left) * (float(unit) + 0.5f) / float(bias.size()));
    }
}

template <class Net>
nn::Parameters<Net> fitted() {
    std::vector<float> x, y;
    for (int i = 0; i <= 200; ++i) {
        x.push_back(left + (right - left) * float(i) / 200);
        y.push_back(curve(x.back()));
    }
    nn::Trainer<Net, nn::MeanSquaredError, nn::Adam, /*batch*/ 20> trainer{{.learning_rate = 0.01f},
                                                                           /*seed*/ 1};
    spread(trainer.parameters);
    trainer.fit(nn::Dataset<Net>(x, y), {.epochs = 1000, .schedule = nn::CosineDecay{}, .progress = nullptr});
    return trainer.parameters;
}

/// The curve in dots and the network's in rings, one above the other where they differ.
template <class Net>
void plot(const nn::Parameters<Net>& parameters) {
    constexpr std::size_t rows = 12, columns = 72;
    constexpr float bottom = -1, top = 3;
    std::array<std::string, rows> canvas;
    canvas.fill(std::string(columns, ' '));
    for (std::size_t column = 0; column < columns; ++column) {
        const float x = left + (right - left) * float(column) / float(columns - 1);
        const auto put = [&](float y, char mark) {
            const float row = std::round((top - y) / (top - bottom) * float(rows - 1));
            if (row >= 0 && row < float(rows)) canvas[std::size_t(row)][column] = mark;
        };
        put(curve(x), '.');
        put(nn::predict(parameters, std::array{x})[0], 'o');
    }
    for (const std::string& row : canvas) std::puts(row.c_str());
}

/// The same for a report.
template <class Net>
nn::Plot drawn(const nn::Parameters<Net>& parameters) {
    constexpr int count = 400;
    nn::Curve given{.name = "sin(3 x) + 0.3 x\u00B2", .mark = nn::Mark::dashes},
        learnt{.name = "the network"};
    for (int i = 0; i <= count; ++i) {
        const float x = left + (right - left) * float(i) / count;
        given.x.push_back(double(x));
        given.y.push_back(double(curve(x)));
        learnt.x.push_back(double(x));
        learnt.y.push_back(double(nn::predict(parameters, std::array{x})[0]));
    }
    return {.title = std::to_string(Net::parameter_count / 3) + " units",
            .x_label = "x",
            .curves = {std::move(learnt), std::move(given)}};
}

struct Errors {
    double mean_square = 0, worst = 0;
};

template <std::size_t Width>
Errors fit(nn::Report& report) {
    const auto parameters = fitted<Wide<Width>>();
    std::printf("\n%zu units:\n", Width);
    plot(parameters);
    report.add(drawn(parameters));
    Errors errors;
    constexpr int count = 1000;
    for (int i = 0; i < count; ++i) {
        const float x = left + (right - left) * (float(i) + 0.5f) / count;
        const double error = double(nn::predict(parameters, std::array{x})[0] - curve(x));
        errors.mean_square += error * error / count;
        errors.worst = std::max(errors.worst, std::abs(error));
    }
    return errors;
}

int main(int argc, char** argv) {
    const Options options(argc, argv, {});
    nn::Report report(options.report(), {.title = "One hidden layer fits any curve"});
    report.text("The wider the layer, the better: each unit of ReLU bends the line at one place.");
    const std::array widths{8, 32, 128};
    const std::array errors{fit<8>(report), fit<32>(report), fit<128>(report)};

    std::puts("\nunits  parameters  root mean square error  greatest error");
    for (std::size_t i = 0; i < 3; ++i)
        std::printf("%5d %11d %23.5f %15.5f\n", widths[i], 3 * widths[i] + 1,
                    std::sqrt(errors[i].mean_square), errors[i].worst);
    nn::Plot falling{
        .title = "Errors by width", .x_label = "units", .y_label = "logarithmic", .logarithmic = true};
    falling.curves = {{.name = "root mean square"}, {.name = "greatest"}};
    for (std::size_t i = 0; i < 3; ++i) {
        for (nn::Curve& each : falling.curves) each.x.push_back(widths[i]);
        falling.curves[0].y.push_back(std::sqrt(errors[i].mean_square));
        falling.curves[1].y.push_back(errors[i].worst);
    }
    report.add(std::move(falling));
    if (options.reports()) write(report);
    const auto better = [](const Errors& a, const Errors& b) {
        return a.mean_square < b.mean_square && a.worst < b.worst;
    };
    return better(errors[1], errors[0]) && better(errors[2], errors[1]) ? 0 : 1;
}
