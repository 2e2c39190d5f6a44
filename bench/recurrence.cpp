// One step of LSTM and GRU, the state carried over: each waits for the one before.

#include "cases.hpp"
#include "peers/eigen_recurrence.hpp"
#include "peers/onednn_recurrence.hpp"
#include "sequences.hpp"

namespace bench {
namespace {

template <class M, EigenProduct How>
Player eigen_player(const Settings& settings, SharedSequence<M> sequence) {
    return sequence_player<M, 1>("Eigen", How == EigenProduct::whole ? "product" : "column by column",
                                 settings, sequence,
                                 std::make_shared<EigenCell<M, How>>(sequence->weights.data()));
}

template <class M>
std::vector<Player> players(const Settings& settings) {
    const auto sequence = std::make_shared<Sequence<M>>();
    std::vector<Player> all{plain_sequence_player(sequence), ctnn_sequence_player<M, 1>(settings, sequence),
                            eigen_player<M, EigenProduct::whole>(settings, sequence),
                            eigen_player<M, EigenProduct::columns>(settings, sequence)};
    all.push_back(sequence_player<M, 1>(
        "oneDNN", "", settings, sequence,
        std::make_shared<OnednnRecurrence>(M{}, sequence->weights.data(), std::size_t{1}, std::size_t{1},
                                           OnednnRecurrence::State::carried)));
    all.back().from_any_compiler = true;
    return all;
}

template <class M>
void add(Suite& suite, double ratio) {
    suite.add(one_step, {sequence_row<M>({.ratio = ratio})}, {},
              [&suite] { return players<M>(suite.settings); });
}

template <template <std::size_t, std::size_t> class Cell>
void add_sizes(Suite& suite) {
    add<Cell<1, 8>>(suite, 0.85);
    add<Cell<8, 8>>(suite, 0.85);
    add<Cell<1, 16>>(suite, 0.85);
    add<Cell<16, 16>>(suite, 0.85);
    add<Cell<1, 32>>(suite, 0.85);
    add<Cell<32, 32>>(suite, 0.85);
    add<Cell<1, 64>>(suite, 0.85);
    add<Cell<64, 64>>(suite, 1);
}

}  // namespace

void add_recurrence(Suite& suite) {
    add_sizes<Lstm>(suite);
    add_sizes<Gru>(suite);
}

}  // namespace bench
