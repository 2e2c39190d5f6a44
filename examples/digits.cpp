// Learns to read 1,797 real handwritten digits of 8 x 8 pixels, and shows what it makes of some it has never
// seen. The first argument may name another file of the same form; see examples/data/README.md.

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctnn/io/csv.hpp>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Digits = nn::Network<nn::Input<64>, nn::Dense<128, nn::ReLU>, nn::Dense<10, nn::Softmax>>;
static_assert(Digits::parameter_count == 9'610);

static nn::Trainer<Digits, nn::CrossEntropy, nn::Adam, /*batch*/ 32> trainer{{.learning_rate = 2e-3f},
                                                                             /*seed*/ 42};

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

int main(int argc, char** argv) {
    const auto all = nn::read_csv<Digits>(argc > 1 ? argv[1] : CTNN_DIGITS_CSV);
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
    return matrix.accuracy() >= 0.97 ? 0 : 1;
}
