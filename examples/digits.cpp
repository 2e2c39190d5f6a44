// Learns to read 1,797 real handwritten digits of 8 x 8 pixels, and shows what it makes of some it has never
// seen. Another file of the same form may be named; see examples/data/README.md.
//
//     digits [--data FILE]

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctnn/io/csv.hpp>
#include <ctnn/train.hpp>
#include <string>

#include "options.hpp"
#include "report.hpp"

namespace nn = ctnn;

using Digits = nn::Network<nn::Input<64>, nn::Dense<128, nn::ReLU>, nn::Dense<10, nn::Softmax>>;
static_assert(Digits::parameter_count == 9'610);

static nn::Trainer<Digits, nn::CrossEntropy, nn::Adam, /*batch*/ 32> trainer{{.learning_rate = 2e-3f},
                                                                             /*seed*/ 42};
/// The same with a penalty on great weights, so that nothing is left of where a weight began unless it is of
/// use.
static nn::Trainer<Digits, nn::CrossEntropy, nn::Adam, 32> decaying{{.learning_rate = 2e-3f},
                                                                    /*seed*/ 42,
                                                                    {.l2 = 1e-2f}};

/// Four digits beside each other, two pixels to a character, and what the network thinks they are.
void draw(const nn::Dataset<Digits>& digits, std::array<std::size_t, 4> which) {
    constexpr const char* halves[] = {" ", "\u2580", "\u2584", "\u2588"};  // none, upper, lower, both
    for (std::size_t row = 0; row < 8; row += 2) {
        for (const std::size_t i : which) {
            const auto pixels = digits.input(i);
            for (std::size_t column = 0; column < 8; ++column) {
                const bool upper = pixels[row * 8 + column] > 0.4f,
                           lower = pixels[(row + 1) * 8 + column] > 0.4f;
                std::fputs(halves[upper + 2 * lower], stdout);
            }
            std::fputs("        ", stdout);
        }
        std::puts("");
    }
    for (const std::size_t i : which) {
        const auto chances = nn::predict(trainer.parameters, digits.input(i));
        const std::size_t seen = nn::classify(trainer.parameters, digits.input(i));
        std::printf("%zu (%3.0f %%)%s", seen, 100 * double(chances[seen]),
                    seen == digits.class_of(i) ? "         " : "  wrong! ");
    }
    std::puts("\n");
}

std::string share(double of_one) {
    char text[16];
    std::snprintf(text, sizeof text, "%.1f %%", 100 * of_one);
    return text;
}

void report(const Options& options, const nn::Dataset<Digits>& train, const nn::Dataset<Digits>& test) {
    const auto decayed = decaying.fit(train, {.epochs = 30, .validation = &test, .progress = nullptr});
    const auto& parameters = trainer.parameters;
    nn::Report report(options.report(), {.title = "Handwritten digits"});
    report.text(
        "A network learns to read digits of 8 x 8 pixels. A fifth of them is held out: what it says of "
        "these, it "
        "has not learnt by heart.");
    report.section("The network").add_network<Digits>();
    report.section("Training").add(trainer.history(), "accuracy");
    report.section("What it makes of digits that it has never seen");
    report.add(nn::confusion_matrix(parameters, test)).add_misread(parameters, test);
    report.section("What its first layer looks for").add_weights(parameters);
    report.text(
        "Each picture holds the weights of a unit, pixel by pixel. The strokes that one would look for "
        "hardly "
        "show: most of what is seen is where the weights began.");
    report.section("The same, trained with a penalty on weights (l2 = 0.01)")
        .add_weights(decaying.parameters);
    report.text(
        "What nothing needs is gone, and what is left are strokes and gaps. Of the digits held out it "
        "reads " +
        share(decayed.back().validation_metric) + ", where the network above reads " +
        share(trainer.history().back().validation_metric) + ".");
    report.section("How weights and activations are spread");
    report.add_weight_histograms(parameters).add_activation_histograms(parameters, test);
    write(report);
}

int main(int argc, char** argv) {
    const Options options(argc, argv, {"--data"});
    const auto all = nn::read_csv<Digits>(options.text("--data", CTNN_DIGITS_CSV));
    const auto [train, test] = nn::split(nn::scaled_inputs(nn::min_max_scaling(all), all), 0.2, /*seed*/ 1);
    nn::summary<Digits>();
    std::printf("\n%zu digits to learn from, %zu held out\n\n", train.size(), test.size());

    const auto history = trainer.fit(train, {.epochs = 30, .validation = &test});

    double seconds = 0;
    for (const auto& epoch : history) seconds += epoch.seconds;
    const auto matrix = nn::confusion_matrix(trainer.parameters, test);
    std::printf("\n%s\n", to_string(matrix).c_str());
    draw(test, {0, 1, 2, 3});
    draw(test, {4, 5, 6, 7});
    std::printf("%.1f %% of the digits held out are read right, after %.2f s of training\n",
                100 * matrix.accuracy(), seconds);
    if (options.reports()) report(options, train, test);
    return matrix.accuracy() >= 0.97 ? 0 : 1;
}
