// MNIST, 28 x 28 pixels, by two networks: the small one of many introductions, and one that reads well.
//
//     mnist --data DIR [--epochs N]

#include <cstdio>
#include <cstdlib>
#include <ctnn/io/idx.hpp>
#include <ctnn/train.hpp>
#include <filesystem>
#include <string>

#include "options.hpp"
#include "report.hpp"

namespace nn = ctnn;

using Small = nn::Network<nn::Input<784>, nn::Dense<16, nn::Sigmoid>, nn::Dense<16, nn::Sigmoid>,
                          nn::Dense<10, nn::Sigmoid>>;
using Wide = nn::Network<nn::Input<784>, nn::Dense<128, nn::ReLU>, nn::Dense<10, nn::Softmax>>;
static_assert(Small::parameter_count == 13'002 && Wide::parameter_count == 101'770);

static nn::Trainer<Small, nn::MeanSquaredError, nn::Momentum, 32> small{{.learning_rate = 0.5f}, /*seed*/ 42};
static nn::Trainer<Wide, nn::CrossEntropy, nn::Adam, 64> wide{{.learning_rate = 1e-3f}, /*seed*/ 42};

template <class Trainer, class Net>
double run(nn::Report& report, const char* name, Trainer& trainer, const nn::Dataset<Net>& train,
           const nn::Dataset<Net>& test, std::size_t epochs) {
    std::printf("\n%s, %zu parameters\n", name, Net::parameter_count);
    const auto history = trainer.fit(train, {.epochs = epochs, .validation = &test});
    report.section(name).add_network<Net>().add(history, "accuracy");
    report.add(nn::confusion_matrix(trainer.parameters, test));
    report.add_misread(trainer.parameters, test, {.most = 24}).add_weights(trainer.parameters, {.most = 32});
    return history.empty() ? 0 : history.back().validation_metric;
}

int main(int argc, char** argv) {
    const Options options(argc, argv, {"--data", "--epochs"});
    const std::size_t epochs = options.number("--epochs");
    const std::string folder = options.mnist_folder("mnist");
    const auto train =
        nn::read_idx<Wide>(folder + "train-images-idx3-ubyte", folder + "train-labels-idx1-ubyte");
    const auto test =
        nn::read_idx<Wide>(folder + "t10k-images-idx3-ubyte", folder + "t10k-labels-idx1-ubyte");

    nn::Report report(options.report(), {.title = "MNIST by two networks"});
    const double small_right = run(report, "784-16-16-10", small, nn::Dataset<Small>(train),
                                   nn::Dataset<Small>(test), epochs ? epochs : 10);
    const double wide_right = run(report, "784-128-10", wide, train, test, epochs ? epochs : 5);
    std::printf("\nread right of 10,000: %.2f %% by 784-16-16-10, %.2f %% by 784-128-10\n", 100 * small_right,
                100 * wide_right);
    if (options.reports()) write(report);
    return epochs != 0 || (small_right >= 0.94 && wide_right >= 0.974) ? 0 : 1;
}
