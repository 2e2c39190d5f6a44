// Gates learnt by neurons: what one perceptron can learn, what it cannot, and what one hidden layer changes.
//
//     logic_gates [--history FILE]        with the loss of every epoch of XOR as CSV

#include <array>
#include <cstdio>
#include <ctnn/train.hpp>
#include <string>

#include "options.hpp"
#include "report.hpp"

namespace nn = ctnn;

using Gate = nn::Network<nn::Input<2>, nn::Dense<1, nn::Step>>;
using Xor = nn::Network<nn::Input<2>, nn::Dense<3, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;
using ElevenLines = nn::Network<nn::Input<3>, nn::Dense<4, nn::Sigmoid>, nn::Dense<1, nn::Sigmoid>>;

/// Rosenblatt's rule, one sample at a time, until a whole epoch passes without a mistake.
bool perceptron_learns(nn::Report& report, const char* name, const std::array<float, 4>& t) {
    const nn::Dataset<Gate> truth({{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {{t[0]}, {t[1]}, {t[2]}, {t[3]}});
    nn::Trainer<Gate, nn::Perceptron, nn::SGD, 1> trainer{{.learning_rate = 1}, /*seed*/ 3};
    const auto history = trainer.fit(truth, {.epochs = 100,
                                             .on_epoch =
                                                 [&](const auto& epoch) {
                                                     if (epoch.loss == 0) trainer.stop();
                                                 },
                                             .progress = nullptr});
    const auto& w = trainer.parameters.values;
    report.add_boundary(trainer.parameters, truth, name);
    if (history.back().loss == 0)
        std::printf("%-4s learnt in %zu epochs: fires when %+.2f a %+.2f b %+.2f > 0\n", name, history.size(),
                    double(w[0]), double(w[1]), double(w[2]));
    else
        std::printf(
            "%-4s not learnt in %zu epochs, and never will be: no line parts its ones from its zeros\n", name,
            history.size());
    return history.back().loss == 0;
}

template <class Net>
void show(const nn::Parameters<Net>& parameters, const nn::Dataset<Net>& truth) {
    for (std::size_t i = 0; i < truth.size(); ++i) {
        for (const float x : truth.input(i)) std::printf(" %g", double(x));
        std::printf(" -> %.3f  (%g)\n", double(nn::predict(parameters, truth.input(i))[0]),
                    double(truth.target(i)[0]));
    }
}

int main(int argc, char** argv) {
    const Options options(argc, argv, {"--history"});
    nn::Report report(options.report(), {.title = "Gates learnt by neurons"});
    report.section("One perceptron")
        .text(
            "A perceptron draws a line, and fires on one side of it. AND, OR and NAND it learns in a few "
            "epochs: a line "
            "parts the corners where they are 1 from those where they are 0. The ones of XOR lie across from "
            "each "
            "other, and so do its zeros. Whichever line is drawn, a corner is on the wrong side of it.");
    std::puts("One perceptron:");
    const bool gates = perceptron_learns(report, "AND", {0, 0, 0, 1}) &&
                       perceptron_learns(report, "OR", {0, 1, 1, 1}) &&
                       perceptron_learns(report, "NAND", {1, 1, 1, 0});
    const bool impossible = !perceptron_learns(report, "XOR", {0, 1, 1, 0});

    std::puts("\nXOR with a hidden layer of three:");
    const nn::Dataset<Xor> exclusive({{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {{0}, {1}, {1}, {0}});
    nn::Trainer<Xor, nn::BinaryCrossEntropy, nn::Momentum, 4> hidden{{.learning_rate = 0.5f}, /*seed*/ 1};
    const auto history = hidden.fit(exclusive, {.epochs = 500, .progress = nullptr});
    show(hidden.parameters, exclusive);
    std::printf("loss %.4f after %zu epochs\n", history.back().loss, history.size());
    if (const std::string file = options.text("--history"); !file.empty()) history.write_csv(file);
    report.section("XOR with a hidden layer of three")
        .text(
            "Each unit of the hidden layer draws a line of its own, and the last one puts the sides "
            "together.");
    report.add_boundary(hidden.parameters, exclusive, "XOR").add(history).add_network<Xor>();

    std::puts("\nThe net of eleven-line fame, 3-4-1:");
    const nn::Dataset<ElevenLines> rows({{0, 0, 1}, {0, 1, 1}, {1, 0, 1}, {1, 1, 1}}, {{0}, {1}, {1}, {0}});
    nn::Trainer<ElevenLines, nn::MeanSquaredError, nn::SGD, 4> eleven{{.learning_rate = 8}, /*seed*/ 1};
    const auto fame = eleven.fit(rows, {.epochs = 5000, .progress = nullptr});
    show(eleven.parameters, rows);
    report.section("The net of eleven-line fame, 3-4-1").add(fame);
    if (options.reports()) write(report);

    return gates && impossible && nn::accuracy(hidden.parameters, exclusive) == 1 &&
                   nn::accuracy(eleven.parameters, rows) == 1
               ? 0
               : 1;
}
