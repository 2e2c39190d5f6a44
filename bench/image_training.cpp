// Seconds for an epoch of MNIST: LeNet-5, an LSTM and a transformer that read digits row by row, an
// autoencoder.

#include "architectures.hpp"
#include "cases.hpp"
#include "epochs.hpp"
#include "peers/eigen_lenet_training.hpp"

namespace bench {
namespace {

using Digits784 = MnistWide::Network;  ///< any network of 784 inputs and 10 outputs: a data set's type

template <class M, class Loss>
Player ctnn_player(SharedData<typename M::Network> data) {
    return ctnn_training<typename M::Network, Loss>("ctnn", data, nn::Adam{.learning_rate = 1e-3f},
                                                    M::weights());
}

void add_lenet(Suite& suite) {
    const auto row =
        training_row<Lenet>(suite.settings, {.ratio = 0.6, .against = "Eigen", .also = {{"LibTorch", 0.35}}});
    suite.add(training_group, {row}, {.all = 5, .quick = 1}, [&suite] {
        const auto data = training_data<Digits784>(suite.settings);
        const auto make_eigen = [] {
            return std::make_shared<EigenLenetTrainer<training_batch, 4>>(Lenet::weights().data(),
                                                                          EigenAdam{.rate = 1e-3f});
        };
        return std::vector<Player>{ctnn_player<Lenet, nn::CrossEntropy>(same_data<Lenet::Network>(*data)),
                                   peer_training("Eigen", "", data, make_eigen)};
    });
}

void add_digit_rows(Suite& suite) {
    const auto row = training_row<DigitRows>(suite.settings, {.ratio = 0.35, .against = "LibTorch"});
    suite.add(training_group, {row}, {.all = 5, .quick = 1}, [&suite] {
        return std::vector<Player>{
            ctnn_player<DigitRows, nn::CrossEntropy>(training_data<DigitRows::Network>(suite.settings))};
    });
}

void add_transformer(Suite& suite) {
    using M = DigitTransformer;
    const auto row = training_row<M>(suite.settings, {.ratio = 0.7, .against = "LibTorch"});
    suite.add(training_group, {row}, {.all = 5, .quick = 1}, [&suite] {
        return std::vector<Player>{
            ctnn_player<M, nn::CrossEntropy>(training_data<M::Network>(suite.settings))};
    });
}

void add_autoencoder(Suite& suite) {
    using Net = Autoencoder::Network;
    const auto row = training_row<Autoencoder>(suite.settings, {.ratio = 0.6, .against = "LibTorch"});
    suite.add(training_group, {row}, {.all = 9, .quick = 1}, [&suite] {
        const auto digits = training_data<Digits784>(suite.settings);
        const auto data = std::make_shared<nn::Dataset<Net>>(
            std::vector(digits->bytes().begin(), digits->bytes().end()), nn::InputsAsTargets{});
        return std::vector<Player>{ctnn_player<Autoencoder, nn::MeanSquaredError>(data)};
    });
}

}  // namespace

void add_image_training(Suite& suite) {
    add_lenet(suite);
    add_digit_rows(suite);
    add_transformer(suite);
    add_autoencoder(suite);
}

}  // namespace bench
