// LeNet-5, the convolutional network that read cheques, on MNIST: LeCun, Bottou, Bengio, Haffner,
// Gradient-based learning applied to document recognition, 1998; with the activations and the pooling of
// today. Without MNIST's files it learns the 8 x 8 digits that lie here, enlarged.
//
//     lenet [--data DIR] [--epochs N]

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctnn/io/csv.hpp>
#include <ctnn/io/idx.hpp>
#include <ctnn/train.hpp>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "options.hpp"
#include "report.hpp"

namespace nn = ctnn;

// [network]
constexpr nn::ConvOptions two_zeros_around{.padding = nn::pad(2)};

using LeNet = nn::Network<nn::Input<28, 28, 1>,                          //
                          nn::Conv2D<6, 5, nn::ReLU, two_zeros_around>,  // 28 x 28 x 6
                          nn::MaxPool2D<2>,                              // 14 x 14 x 6
                          nn::Conv2D<16, 5, nn::ReLU>,                   // 10 x 10 x 16
                          nn::MaxPool2D<2>,                              // 5 x 5 x 16
                          nn::Dense<120, nn::ReLU>, nn::Dense<84, nn::ReLU>, nn::Dense<10, nn::Softmax>>;
static_assert(LeNet::parameter_count == 61'706);
// [network]

static nn::Trainer<LeNet, nn::CrossEntropy, nn::Adam, /*batch*/ 64> trainer{{.learning_rate = 2e-3f},
                                                                            /*seed*/ 42};

/// The digits of 8 x 8 pixels, each three times as high and wide, in the middle of 28 x 28: between the
/// middles of pixels grey changes evenly.
nn::Dataset<LeNet> enlarged_digits() {
    using Digits = nn::Network<nn::Input<64>, nn::Dense<10>>;
    const auto read = nn::read_csv<Digits>(CTNN_DIGITS_CSV);
    const auto digits = nn::scaled_inputs(nn::min_max_scaling(read), read);
    std::vector<float> pixels(digits.size() * LeNet::input_size);
    std::vector<std::uint32_t> classes;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const auto small = digits.input(i);
        const auto at = [&](int row, int column) {
            return small[std::size_t(std::clamp(row, 0, 7) * 8 + std::clamp(column, 0, 7))];
        };
        for (int row = 0; row < 24; ++row)
            for (int column = 0; column < 24; ++column) {
                // Its middle lies thirds of a pixel from those of the two nearest, one of which it may be.
                const int y = (row + 2) / 3 - 1, x = (column + 2) / 3 - 1;
                const float down = float((row + 2) % 3) / 3, aside = float((column + 2) % 3) / 3;
                pixels[(i * 28 + std::size_t(row + 2)) * 28 + std::size_t(column + 2)] =
                    (1 - down) * ((1 - aside) * at(y, x) + aside * at(y, x + 1)) +
                    down * ((1 - aside) * at(y + 1, x) + aside * at(y + 1, x + 1));
            }
        classes.push_back(std::uint32_t(digits.class_of(i)));
    }
    return {std::move(pixels), std::move(classes)};
}

/// Trains, and returns which part of `test` is then read right.
double learn(const Options& options, const nn::Dataset<LeNet>& train, const nn::Dataset<LeNet>& test,
             std::size_t epochs) {
    nn::summary<LeNet>();
    std::printf("\n%zu digits to learn from, %zu held out\n\n", train.size(), test.size());
    const auto history =
        trainer.fit(train, {.epochs = epochs, .validation = &test, .schedule = nn::CosineDecay{}});
    double seconds = 0;
    for (const auto& epoch : history) seconds += epoch.seconds;
    const double right = nn::accuracy(trainer.parameters, test);
    std::printf(
        "\n%.2f %% of the digits held out are read right, after %.2f s of training, %.2f s an epoch\n",
        100 * right, seconds, seconds / double(epochs));
    if (options.reports()) {
        nn::Report report(options.report(), {.title = "LeNet-5"});
        report.section("The network").add_network<LeNet>().section("Training").add(history, "accuracy");
        report.section("What its first six filters look for").add_weights(trainer.parameters);
        report.section("Digits held out").add(nn::confusion_matrix(trainer.parameters, test));
        report.add_misread(trainer.parameters, test, {.most = 24});
        report.section("What the layers give").add_activation_histograms(trainer.parameters, test);
        write(report);
    }
    return right;
}

int main(int argc, char** argv) {
    const Options options(argc, argv, {"--data", "--epochs"});
    const std::size_t epochs = options.number("--epochs");
    const std::string folder = options.mnist_folder();
    if (folder.empty()) {
        const auto [train, test] = nn::split(enlarged_digits(), 0.2, /*seed*/ 1);
        return learn(options, train, test, epochs ? epochs : 15) >= 0.97 || epochs ? 0 : 1;
    }
    const double right = learn(
        options, nn::read_idx<LeNet>(folder + "train-images-idx3-ubyte", folder + "train-labels-idx1-ubyte"),
        nn::read_idx<LeNet>(folder + "t10k-images-idx3-ubyte", folder + "t10k-labels-idx1-ubyte"),
        epochs ? epochs : 5);
    return right >= 0.987 || epochs ? 0 : 1;
}
