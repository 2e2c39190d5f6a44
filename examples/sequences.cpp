// Sequences, and what remembers them: SimpleRNN, LSTM and GRU side by side on the adding problem (Hochreiter,
// Schmidhuber, 1997): fifty random numbers, two of them marked, whose sum is asked for after the last. And
// MNIST read row by row, as a sequence of 28 rows of 28 pixels.
//
//     sequences [--epochs N] [--samples N] [--data DIR]        with MNIST's files in DIR, MNIST too
//
// Another number of epochs or samples than as it is written here is for a look: nothing is then asked of the
// result.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctnn/io/idx.hpp>
#include <ctnn/train.hpp>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "options.hpp"
#include "report.hpp"

namespace nn = ctnn;

constexpr std::size_t steps = 50;
template <class Layer>
using Adding = nn::Network<nn::Input<steps, 2>, Layer, nn::Dense<1>>;
using Plain = Adding<nn::SimpleRNN<32>>;
using Long = Adding<nn::LSTM<32>>;
using Gated = Adding<nn::GRU<32>>;
static_assert(Long::parameter_count == 4 * (2 + 32 + 1) * 32 + 33);

using Rows = nn::Network<nn::Input<28, 28>, nn::LSTM<64>, nn::Dense<10, nn::Softmax>>;
static nn::Trainer<Rows, nn::CrossEntropy, nn::Adam, 64> rows{{.learning_rate = 2e-3f}, /*seed*/ 42};

/// Each step a number and a mark; one of the first 25 numbers is marked, and one of the others.
nn::Dataset<Plain> sums(std::size_t count, std::uint64_t seed) {
    nn::Random random{seed};
    std::vector<float> inputs(count * Plain::input_size), targets;
    for (std::size_t s = 0; s < count; ++s) {
        float* const sample = inputs.data() + s * Plain::input_size;
        for (std::size_t i = 0; i < steps; ++i) sample[2 * i] = random.uniform<float>();
        const std::size_t first = random.below(steps / 2), second = steps / 2 + random.below(steps / 2);
        sample[2 * first + 1] = sample[2 * second + 1] = 1;
        targets.push_back(sample[2 * first] + sample[2 * second]);
    }
    return {std::move(inputs), std::move(targets)};
}

/// Trains, prints the mean squared error after each epoch, and gives the last. `errors` takes them as a
/// curve.
template <class Net>
double learn(nn::Plot& errors, const char* name, const nn::Dataset<Plain>& train,
             const nn::Dataset<Plain>& test, std::size_t epochs) {
    static nn::Trainer<Net, nn::MeanSquaredError, nn::Adam, 32> trainer{
        {.learning_rate = 5e-3f}, /*seed*/ 1, {.clip_norm = 1}};
    const nn::Dataset<Net> samples(train), unseen(test);
    std::printf("%-10s", name);
    const auto print = [](const nn::Epoch<Net>& epoch) { std::printf(" %7.4f", epoch.validation_loss); };
    const auto history = trainer.fit(samples, {.epochs = epochs,
                                               .validation = &unseen,
                                               .schedule = nn::CosineDecay{},
                                               .on_epoch = print,
                                               .progress = nullptr});
    std::printf("\n");
    nn::Curve curve{.name = name};
    for (const auto& epoch : history) curve.y.push_back(epoch.validation_loss);
    errors.curves.push_back(std::move(curve));
    return history.back().validation_loss;
}

bool adding_problem(nn::Report& report, std::size_t epochs, std::size_t samples) {
    const auto train = sums(samples ? samples : 10'000, /*seed*/ 1), test = sums(1'000, /*seed*/ 2);
    std::printf(
        "the sum of 2 numbers of %zu: mean squared error after each epoch; 0.167 by always saying 1\n",
        steps);
    const std::size_t count = epochs ? epochs : 8;
    nn::Plot errors{
        .title = "Mean squared error", .x_label = "epoch", .y_label = "logarithmic", .logarithmic = true};
    const double plain = learn<Plain>(errors, "SimpleRNN", train, test, count);
    const double long_term = learn<Long>(errors, "LSTM", train, test, count);
    const double gated = learn<Gated>(errors, "GRU", train, test, count);
    report.section("The sum of 2 numbers of 50").add(std::move(errors));
    report.text("Always saying 1 gives 0.167. What remembers by gates brings a number over the 50 steps.");
    report.add_network<Long>();
    return epochs != 0 || samples != 0 ||
           (long_term < 0.01 && gated < 0.01 && plain > 3 * std::max(long_term, gated));
}

bool mnist_by_rows(nn::Report& report, const std::string& folder, std::size_t epochs) {
    const auto read = [&](const std::string& images, const std::string& labels) {
        return nn::read_idx<Rows>(folder + images, folder + labels);
    };
    const auto train = read("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
    const auto test = read("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");
    std::printf("\nMNIST row by row, an LSTM of 64 units, %zu parameters\n", Rows::parameter_count);
    rows.fit(
        train,
        {.epochs = epochs ? epochs : 5, .validation = &test, .schedule = nn::CosineDecay{}, .threads = 2});
    const double right = nn::accuracy(rows.parameters, test);
    std::printf("read right of 10,000: %.2f %%\n", 100 * right);
    report.section("MNIST row by row").add_network<Rows>().add(rows.history(), "accuracy");
    report.add(nn::confusion_matrix(rows.parameters, test)).add_misread(rows.parameters, test, {.most = 24});
    return epochs != 0 || right >= 0.97;
}

int main(int argc, char** argv) {
    const Options options(argc, argv, {"--data", "--epochs", "--samples"});
    const std::string folder = options.mnist_folder();
    const std::size_t epochs = options.number("--epochs"), samples = options.number("--samples");
    nn::Report report(options.report(), {.title = "Sequences, and what remembers them"});
    const bool added = adding_problem(report, epochs, samples);
    const bool read = folder.empty() || mnist_by_rows(report, folder, epochs);
    if (options.reports()) write(report);
    return added && read ? 0 : 1;
}
