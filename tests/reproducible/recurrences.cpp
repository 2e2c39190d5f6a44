// Recurrent layers: the last output and all of them, forth and both ways, the whole sequence at once and step
// by step. Units that are fewer, as many and more than a register has lanes.

#include <ctnn/ctnn.hpp>
#include <ctnn/train/losses/cross_entropy.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/optimizers/adam.hpp>
#include <ctnn/train/optimizers/rmsprop.hpp>
#include <ctnn/train/optimizers/sgd.hpp>

#include "predicted.hpp"
#include "trained.hpp"

namespace {

using nn::Bidirectional, nn::Dense, nn::GRU, nn::Input, nn::LSTM, nn::Network, nn::Returns, nn::SimpleRNN;

template <class Cell>
using Last = Network<Input<9, 3>, Cell, Dense<2, nn::Softmax>>;
template <class First, class Second>
using Two = Network<Input<7, 5>, First, Second, nn::TimeDistributed<Dense<3>>>;

using Small = Network<Input<2, 1>, LSTM<2>, Dense<1>>;
using OneAndMany = Two<LSTM<1, Returns::sequence>, LSTM<33, Returns::sequence, nn::Softsign>>;
using EightAndFive = Two<LSTM<8, Returns::sequence>, LSTM<5, Returns::sequence>>;
using Simple = Two<SimpleRNN<17, Returns::sequence>, GRU<6, Returns::sequence>>;
using BothWays = Two<Bidirectional<LSTM<3, Returns::sequence>>, SimpleRNN<2, Returns::sequence, nn::ReLU>>;

#ifndef NEW_GOLDEN
static_assert(predicted<Last<LSTM<3>>, double>(1, 3) == golden("9x3 LSTM 3 double"));
static_assert(predicted<Last<GRU<5>>, float>(1, 3) == golden("9x3 GRU 5"));
static_assert(differentiated<nn::MeanSquaredError, BothWays>(1) == golden("gradient 7x5, both ways"));
static_assert(trained_small<Small, nn::MeanSquaredError, nn::Adam, 2>(1) == golden("LSTM 2-1 Adam, 2"));
#endif

void predict_recurrences() {
    go_through_all<Last<LSTM<3>>, double>("9x3 LSTM 3 double");
    go_through_all<Last<LSTM<16>>>("9x3 LSTM 16");
    go_through_all<OneAndMany>("7x5 LSTM 1, 33");
    go_through_all<Last<GRU<5>>>("9x3 GRU 5");
    go_through_all<Simple>("7x5 SimpleRNN 17, GRU 6");
    predict_all<Last<Bidirectional<GRU<9>>>>("9x3 GRU 9, both ways");
    predict_all<BothWays>("7x5, both ways");
#ifndef CTNN_TEST_FEW
    go_through_all<Last<LSTM<67>>>("9x3 LSTM 67");
    go_through_all<EightAndFive, double>("7x5 LSTM 8, 5 double");
    go_through_all<Last<GRU<35>>>("9x3 GRU 35");
    go_through_all<Simple, double>("7x5 SimpleRNN 17, GRU 6 double");
#endif
}

void train_recurrences() {
    const std::uint64_t seed = unknown_seed();
    check("gradient 7x5, both ways", differentiated<nn::MeanSquaredError, BothWays>(seed));
    check("LSTM 2-1 Adam, 2", trained_small<Small, nn::MeanSquaredError, nn::Adam, 2>(seed));
    check("9x3 LSTM 16 Adam, 33", trained_large<Last<LSTM<16>>, nn::CrossEntropy, nn::Adam, 33>(seed));
    check("7x5, both ways Adam, 5", trained_large<BothWays, nn::MeanSquaredError, nn::Adam, 5>(seed));
#ifndef CTNN_TEST_FEW
    check("9x3 LSTM 67 RMSprop, 6", trained_large<Last<LSTM<67>>, nn::CrossEntropy, nn::RMSprop, 6>(seed));
    check("7x5 LSTM 8, 5 SGD, 19 double",
          trained_large<EightAndFive, nn::MeanSquaredError, nn::SGD, 19, double>(seed, {.clip_norm = 0.1f}));
    check("7x5 SimpleRNN 17, GRU 6 Adam, 18",
          trained_large<Simple, nn::MeanSquaredError, nn::Adam, 18>(seed));
    check("9x3 GRU 35 SGD, 7", trained_large<Last<GRU<35>>, nn::CrossEntropy, nn::SGD, 7>(seed));
#endif
}

}  // namespace

void recurrences() {
    predict_recurrences();
    train_recurrences();
}
