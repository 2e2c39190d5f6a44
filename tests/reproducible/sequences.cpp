// Networks that read sequences: Conv1D and poolings along time, embeddings; the whole sequence at once, and
// step by step.

#include <ctnn/ctnn.hpp>
#include <ctnn/train/losses/cross_entropy.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/optimizers/adam.hpp>
#include <ctnn/train/optimizers/sgd.hpp>
#include <ratio>

#include "predicted.hpp"
#include "trained.hpp"

namespace {

using nn::Conv1D, nn::Conv1DOptions, nn::Dense, nn::Input, nn::LSTM, nn::Network;

/// What Embedding can read, of numbers up to 1: indices up to 7, and what is none.
struct Eightfold {
    template <class In>
    struct on {
        using input = In;
        using output = In;
        static constexpr std::size_t parameters = 0;
        static constexpr void predict(auto, auto x, auto y) {
            for (std::size_t i = 0; i < In::size; ++i) y[i] = 8 * x[i];
        }
        static constexpr void backward(auto, auto, auto, auto dy, auto dx, auto) {
            for (std::size_t i = 0; i < In::size; ++i) dx[i] = 8 * dy[i];
        }
        static constexpr void initialize(auto, auto&) {}
    };
};

using Filter =
    Network<Input<6, 2>, Conv1D<3, 2, nn::Tanh, Conv1DOptions{.padding = nn::causal}>, LSTM<2>, Dense<1>>;
using Waves = Network<Input<40, 2>, Conv1D<17, 3, nn::GELU>, nn::MaxPool1D<2>,
                      Conv1D<5, 4, nn::Tanh, Conv1DOptions{.padding = nn::causal, .dilation = 2}>,
                      nn::AvgPool1D<3, nn::Pool1DOptions{.stride = 2}>, LSTM<9>, Dense<2>>;
using Scanned = Network<Input<29, 16>, Conv1D<33, 5, nn::ReLU, Conv1DOptions{.stride = 2}>, nn::LayerNorm<>,
                        Conv1D<1, 3>>;
using Grouped =
    Network<Input<23, 6>, Conv1D<12, 3, nn::SELU, Conv1DOptions{.padding = nn::same, .groups = 3}>,
            nn::BatchNorm<>, nn::Concat<nn::GlobalMaxPool1D, nn::GlobalAvgPool1D>>;
using Words = Network<Input<11>, Eightfold, nn::Embedding<6, 19>, nn::GaussianNoise<std::ratio<1, 10>>,
                      nn::TimeDistributed<Dense<9, nn::Tanh>>, nn::RMSNorm<>, nn::GlobalAvgPool1D,
                      Dense<3, nn::Softmax>>;
using Attentive = Network<Input<9, 6>, nn::PositionalEncoding, nn::TransformerBlock<2, 6, 5, nn::Causal>,
                          nn::MultiHeadAttention<1, 3>, nn::GlobalAvgPool1D>;
using Bent =
    Network<Input<21, 3>, Conv1D<5, 3>, nn::PReLU<nn::Slopes::by_channel>, Conv1D<2, 1>, nn::PReLU<>>;

#ifndef NEW_GOLDEN
static_assert(predicted<Filter, float>(1, 3) == golden("filter"));
static_assert(differentiated<nn::MeanSquaredError, Filter>(1) == golden("gradient filter"));
static_assert(trained_small<Filter, nn::MeanSquaredError, nn::SGD, 2, double>(1) ==
              golden("filter SGD double"));
#endif

void predict_sequences() {
    go_through_all<Filter>("filter");
    go_through_all<Waves>("waves");
    go_through_all<Scanned>("scanned");
    go_through_all<Bent>("bent");
    predict_all<Attentive>("attention");
    predict_all<Grouped>("23x6, groups");
    predict_all<Words>("words");
#ifndef CTNN_TEST_FEW
    go_through_all<Filter, double>("filter double");
    go_through_all<Scanned, double>("scanned double");
#endif
}

void train_sequences() {
    const std::uint64_t seed = unknown_seed();
    check("gradient filter", differentiated<nn::MeanSquaredError, Filter>(seed));
    check("filter SGD double", trained_small<Filter, nn::MeanSquaredError, nn::SGD, 2, double>(seed));
    check("scanned Adam, 5", trained_large<Scanned, nn::MeanSquaredError, nn::Adam, 5>(seed));
    check("attention Adam, 5", trained_large<Attentive, nn::MeanSquaredError, nn::Adam, 5>(seed));
    check("23x6, groups Adam, 17", trained_large<Grouped, nn::MeanSquaredError, nn::Adam, 17>(seed));
#ifndef CTNN_TEST_FEW
    check("waves Adam, 9", trained_large<Waves, nn::MeanSquaredError, nn::Adam, 9>(seed));
    check("bent Adam, 9", trained_large<Bent, nn::MeanSquaredError, nn::Adam, 9>(seed));
    check("words Adam, 34", trained_large<Words, nn::CrossEntropy, nn::Adam, 34>(seed));
#endif
}

}  // namespace

void sequences() {
    predict_sequences();
    train_sequences();
}
