// An autoencoder: a network that squeezes pictures through a few numbers and gives back what it can, here
// beside principal component analysis, the best that can be done with as many numbers by a matrix. On the 8 x
// 8 digits that lie here through 8 numbers; on MNIST's 28 x 28, where its files are, through 32.
//
//     autoencoder [--data DIR] [--epochs N] [--picture FILE]
//
// Writes digits that it has never seen as a picture, autoencoder.pgm if no other file is named: above as they
// are, then what the network makes of them, below the components. Eigen computes these.

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <ctnn/io/csv.hpp>
#include <ctnn/io/idx.hpp>
#include <ctnn/train.hpp>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "options.hpp"
#include "picture.hpp"
#include "report.hpp"

namespace nn = ctnn;

template <std::size_t Pixels, std::size_t Hidden, std::size_t Code>
using Autoencoder = nn::Network<nn::Input<Pixels>, nn::Dense<Hidden, nn::ReLU>, nn::Dense<Code>,
                                nn::Dense<Hidden, nn::ReLU>, nn::Dense<Pixels, nn::Sigmoid>>;
using Small = Autoencoder<64, 32, 8>;
using Mnist = Autoencoder<784, 128, 32>;

using Labelled = nn::Network<nn::Input<64>, nn::Dense<10>>;

template <class Net>
constexpr std::size_t code_size = Net::body::template layer<1>::output::size;

static nn::Trainer<Small, nn::MeanSquaredError, nn::Adam, 16> small{{.learning_rate = 5e-3f}, /*seed*/ 1};
static nn::Trainer<Mnist, nn::MeanSquaredError, nn::Adam, 64> mnist{{.learning_rate = 2e-3f}, /*seed*/ 1};

/// The directions in which the samples of a data set differ most, around their mean.
template <class Net>
class PrincipalComponents {
  public:
    static constexpr Eigen::Index pixels = Net::input_size, block = 500;

    explicit PrincipalComponents(const nn::Dataset<Net>& data) {
        const auto count = static_cast<Eigen::Index>(data.size());
        Eigen::MatrixXf samples(pixels, block);
        Eigen::MatrixXd products = Eigen::MatrixXd::Zero(pixels, pixels);
        Eigen::VectorXd sum = Eigen::VectorXd::Zero(pixels);
        for (Eigen::Index first = 0; first < count; first += block) {
            samples.setZero();
            for (Eigen::Index i = first; i < std::min(first + block, count); ++i)
                data.input(std::size_t(i),
                           std::span<float, Net::input_size>(samples.col(i - first).data(), Net::input_size));
            products += (samples * samples.transpose()).template cast<double>();
            sum += samples.rowwise().sum().template cast<double>();
        }
        const Eigen::VectorXd mean = sum / double(count);
        const Eigen::MatrixXd covariance = products / double(count) - mean * mean.transpose();
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(covariance);  // the greatest come last
        mean_ = mean.cast<float>();
        directions_ = solver.eigenvectors().rightCols(Eigen::Index(code_size<Net>)).template cast<float>();
    }

    /// A sample through as many numbers as the network has for it.
    std::array<float, Net::input_size> operator()(const std::array<float, Net::input_size>& sample) const {
        std::array<float, Net::input_size> restored;
        const Eigen::Map<const Eigen::VectorXf> x(sample.data(), pixels);
        const Eigen::VectorXf code = directions_.transpose() * (x - mean_);
        Eigen::Map<Eigen::VectorXf>(restored.data(), pixels) = mean_ + directions_ * code;
        return restored;
    }

  private:
    Eigen::VectorXf mean_;
    Eigen::MatrixXf directions_;
};

/// A picture for a report.
nn::Picture picture_of(auto&& values, std::size_t side) {
    return {.height = side, .width = side, .values = {values.begin(), values.end()}};
}

template <class Net>
double mean_squared_error(const nn::Dataset<Net>& data, auto&& restore) {
    double sum = 0;
    for (std::size_t i = 0; i < data.size(); ++i) {
        const auto x = data.input(i), y = restore(x);
        for (std::size_t k = 0; k < x.size(); ++k) sum += double((x[k] - y[k]) * (x[k] - y[k]));
    }
    return sum / double(data.size() * Net::input_size);
}

/// Trains, compares, draws; returns whether the network is better.
template <class Net>
bool compare(nn::Report& report, auto& trainer, const nn::Dataset<Net>& train, const nn::Dataset<Net>& test,
             std::size_t epochs, std::size_t side, const std::string& picture) {
    nn::summary<Net>();
    std::putchar('\n');
    trainer.fit(train, {.epochs = epochs, .validation = &test, .schedule = nn::CosineDecay{}});

    const PrincipalComponents<Net> components(train);
    const auto by_network = [&](const auto& x) { return nn::predict(trainer.parameters, x); };
    const double error = mean_squared_error(test, by_network), linear = mean_squared_error(test, components);
    std::printf("\nmean squared error on %zu digits held out, through %zu numbers:\n", test.size(),
                code_size<Net>);
    std::printf("    %.5f by the network\n    %.5f by principal components\n", error, linear);

    std::vector<nn::Picture> before, after, after_components;
    Sheet sheet(/*rows*/ 3, /*columns*/ 16, side, /*scale*/ 56 / side);
    for (std::size_t column = 0; column < 16; ++column) {
        const auto x = test.input(column);
        sheet.put(0, column, x);
        sheet.put(1, column, by_network(x));
        sheet.put(2, column, components(x));
        before.push_back(picture_of(x, side));
        after.push_back(picture_of(by_network(x), side));
        after_components.push_back(picture_of(components(x), side));
    }
    sheet.write(picture);
    std::printf("16 of them, before and after, are in %s\n", picture.c_str());
    report.section("The network")
        .add_network<Net>()
        .section("Training")
        .add(trainer.history(), "mean squared error");
    report.section("Digits that it has never seen, as they are").add(before);
    report.section("Through " + std::to_string(code_size<Net>) + " numbers by the network").add(after);
    report.section("Through as many by principal components").add(after_components);
    return error < linear;
}

/// Of digits that go through two numbers alone, where these lie.
nn::Plot plane(const nn::Dataset<Small>& train, const nn::Dataset<Labelled>& test) {
    using Two = Autoencoder<64, 32, 2>;
    using Encoder = nn::Network<nn::Input<64>, nn::Dense<32, nn::ReLU>, nn::Dense<2>>;
    static nn::Trainer<Two, nn::MeanSquaredError, nn::Adam, 16> two{{.learning_rate = 5e-3f}, /*seed*/ 1};
    two.fit(nn::Dataset<Two>(train), {.epochs = 60, .schedule = nn::CosineDecay{}, .progress = nullptr});
    static nn::Parameters<Encoder> encoder;  // its layers come first in the block
    std::copy_n(two.parameters.data(), encoder.size(), encoder.data());

    nn::Plot plot{.title = "Digits held out, by their two numbers"};
    for (std::size_t digit = 0; digit < 10; ++digit)
        plot.curves.push_back({.name = std::to_string(digit), .mark = nn::Mark::points});
    for (std::size_t i = 0; i < test.size(); ++i) {
        const auto code = nn::predict(encoder, test.input(i));
        plot.curves[test.class_of(i)].x.push_back(double(code[0]));
        plot.curves[test.class_of(i)].y.push_back(double(code[1]));
    }
    return plot;
}

int main(int argc, char** argv) {
    const Options options(argc, argv, {"--data", "--epochs", "--picture"});
    const std::string folder = options.mnist_folder(), picture = options.text("--picture", "autoencoder.pgm");
    const std::size_t epochs = options.number("--epochs");
    nn::Report report(options.report(), {.title = "Autoencoder"});
    bool better = false;
    if (folder.empty()) {
        const auto labelled = nn::read_csv<Labelled>(CTNN_DIGITS_CSV);
        const nn::Dataset<Small> grey(labelled.inputs(), nn::InputsAsTargets{});
        const auto digits = nn::scaled_inputs(nn::min_max_scaling(grey), grey);
        const auto [train, test] = nn::split(digits, 0.2, /*seed*/ 1);
        better = compare(report, small, train, test, epochs ? epochs : 30, 8, picture);
        const auto scaled = nn::scaled_inputs(nn::min_max_scaling(labelled), labelled);
        if (options.reports())
            report.section("Through two numbers").add(plane(train, nn::split(scaled, 0.2, /*seed*/ 1).test));
    } else {
        better = compare(report, mnist, nn::read_idx<Mnist>(folder + "train-images-idx3-ubyte"),
                         nn::read_idx<Mnist>(folder + "t10k-images-idx3-ubyte"), epochs ? epochs : 10, 28,
                         picture);
    }
    if (options.reports()) write(report);
    return epochs != 0 || better ? 0 : 1;
}
