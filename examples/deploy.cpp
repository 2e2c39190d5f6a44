// From training to the device: BatchNorm goes into the layer before it, a budget holds the compiler to what
// the device has, and the network predicts in memory that the program gives it.
//
//     deploy [--epochs N]

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <ctnn/io/csv.hpp>
#include <ctnn/train.hpp>
#include <ratio>
#include <span>

#include "options.hpp"
#include "report.hpp"

namespace nn = ctnn;

using Learns = nn::Network<nn::Input<8, 8, 1>, nn::Conv2D<12, 3>, nn::BatchNorm<>, nn::Activation<nn::ReLU>,
                           nn::MaxPool2D<2>, nn::Dense<32>, nn::BatchNorm<>, nn::Activation<nn::ReLU>,
                           nn::Dropout<std::ratio<1, 5>>, nn::Dense<10, nn::Softmax>>;
using Deployed = nn::folded<Learns>;  // Conv2D with ReLU, MaxPool2D, Dense with ReLU, Dense with Softmax

// What the device has. A network that needs more does not compile, and the error says what it needs.
constexpr nn::Budget device{.bytes = 16 * 1024, .workspace = 3 * 1024, .multiply_adds = 10'000};
static_assert(nn::fits<Deployed, device>);
static_assert(Deployed::state_count == 0 && Deployed::layer_count < Learns::layer_count);

static nn::Trainer<Learns, nn::CrossEntropy, nn::Adam, /*batch*/ 32> trainer{{.learning_rate = 3e-3f},
                                                                             /*seed*/ 1};
static nn::Parameters<Deployed> parameters;                 // in flash, after save_header
static std::array<float, Deployed::workspace_size> memory;  // the device's one buffer

int main(int argc, char** argv) {
    const Options options(argc, argv, {"--epochs"});
    const std::size_t epochs = options.number("--epochs");

    const auto read = nn::read_csv<Learns>(CTNN_DIGITS_CSV);
    const auto [train, test] = nn::split(nn::scaled_inputs(nn::min_max_scaling(read), read), 0.2, /*seed*/ 1);
    trainer.fit(train, {.epochs = epochs ? epochs : 12, .validation = &test, .schedule = nn::CosineDecay{}});

    nn::fold(trainer.parameters, parameters);
    nn::summary<Deployed>();

    std::size_t right = 0;
    float farthest = 0;
    for (std::size_t i = 0; i < test.size(); ++i) {
        const auto image = test.input(i);
        std::array<float, 10> answer{};
        nn::predict(parameters, image, answer, memory);  // nothing on the stack that grows with the network
        const auto learnt = nn::predict(trainer.parameters, image);
        for (std::size_t k = 0; k < 10; ++k) farthest = std::fmax(farthest, std::fabs(answer[k] - learnt[k]));
        right += nn::classify(parameters, image) == test.class_of(i);
    }
    std::printf(
        "\n%.1f %% of the digits held out are read right; folding moved no answer by more than %.1g\n",
        100.0 * double(right) / double(test.size()), double(farthest));
    if (options.reports()) {
        nn::Report report(options.report(), {.title = "From training to a device"});
        report.section("What learns").add_network<Learns>().add(trainer.history(), "accuracy");
        report.section("What is deployed").add_network<Deployed>();
        report.add(nn::confusion_matrix(parameters, nn::Dataset<Deployed>(test))).add_weights(parameters);
        write(report);
    }
    return farthest < 1e-4f && (epochs != 0 || 100 * right >= 96 * test.size()) ? 0 : 1;
}
