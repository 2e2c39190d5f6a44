// Learns to read handwritten digits of 8 x 8 pixels, and writes the weights as the C++ header that the
// argument names. The network takes grey values as they are, 0 to 16: their scaling is folded into its first
// layer.

#include <cstdio>
#include <ctnn/io/header.hpp>
#include <ctnn/train.hpp>
#include <string>

#include "split.hpp"

namespace nn = ctnn;

using Net = nn::Network<nn::Input<64>, nn::Dense<32, nn::ReLU>, nn::Dense<10, nn::Softmax>>;
static_assert(nn::fits<Net, nn::Budget{.bytes = 10'000, .workspace = 128, .multiply_adds = 2'500}>);

static nn::Trainer<Net, nn::CrossEntropy, nn::Adam, /*batch*/ 32> trainer{{.learning_rate = 2e-3f},
                                                                          /*seed*/ 42};

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("which file shall the weights be written to?\n", stderr);
        return 2;
    }
    const auto [train, test] = split_digits<Net>();
    const auto scaling = nn::min_max_scaling(train);
    const auto scaled = nn::scaled_inputs(scaling, train);
    trainer.fit(scaled, {.epochs = 40, .progress = nullptr});
    nn::fold_inputs(scaling, trainer.parameters);

    const double accuracy = nn::accuracy(trainer.parameters, test);
    char origin[200];
    std::snprintf(
        origin, sizeof origin,
        "examples/embedded_digits/train.cpp: %zu digits of examples/data/digits.csv.gz, 40 epochs of "
        "Adam; of %zu digits held out %.1f %% are read right.",
        train.size(), test.size(), 100 * accuracy);
    nn::save_header(argv[1], trainer.parameters, test.input(0), {.name = "digits", .origin = origin});
    std::printf("%s\n%s is written\n", origin, argv[1]);
    return accuracy >= 0.95 ? 0 : 1;
}
