// One step of LSTM and GRU, alone and in stacks, the state carried over: each waits for the one before.

#include "cases.hpp"
#include "peers/eigen_stacks.hpp"
#include "peers/onednn_recurrence.hpp"
#include "peers/plain_stacks.hpp"
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
    if constexpr (requires { M::recurrent; }) {  // one cell
        all.push_back(sequence_player<M, 1>(
            "oneDNN", "", settings, sequence,
            std::make_shared<OnednnRecurrence>(M{}, sequence->weights.data(), std::size_t{1}, std::size_t{1},
                                               OnednnRecurrence::State::carried)));
        all.back().from_any_compiler = true;
    }
    return all;
}

template <class M>
void add(Suite& suite, double ratio) {
    suite.add(one_step, {sequence_row<M>({.ratio = ratio})}, {},
              [&suite] { return players<M>(suite.settings); });
}

}  // namespace

void add_recurrence(Suite& suite) {
    add<Lstm<1, 8>>(suite, 0.85);
    add<Lstm<8, 8>>(suite, 0.85);
    add<Lstm<1, 12>>(suite, 0.95);
    add<Lstm<1, 16>>(suite, 0.92);
    add<Lstm<16, 16>>(suite, 0.92);
    add<Lstm<1, 20>>(suite, 0.95);
    add<Lstm<3, 24>>(suite, 0.95);
    add<Lstm<1, 32>>(suite, 0.92);
    add<Lstm<32, 32>>(suite, 0.97);
    add<Lstm<5, 37>>(suite, 0.97);
    add<Lstm<1, 64>>(suite, 0.8);
    add<Lstm<64, 64>>(suite, 0.9);
    add<Gru<1, 8>>(suite, 0.85);
    add<Gru<8, 8>>(suite, 0.85);
    add<Gru<1, 16>>(suite, 0.85);
    add<Gru<16, 16>>(suite, 0.88);
    add<Gru<1, 24>>(suite, 0.95);
    add<Gru<1, 32>>(suite, 0.88);
    add<Gru<32, 32>>(suite, 0.97);
    add<Gru<2, 40>>(suite, 0.95);
    add<Gru<1, 64>>(suite, 0.8);
    add<Gru<64, 64>>(suite, 0.87);
    add<TwoLstms<8, 128>>(suite, 0.9);
    add<Raptor>(suite, 0.9);
}

}  // namespace bench
