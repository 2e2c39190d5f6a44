// A convolution along a sequence that is taken as it comes: one step at a time, and by blocks.

#include "cases.hpp"
#include "peers/eigen_conv1d.hpp"
#include "sequences.hpp"

namespace bench {
namespace {

constexpr std::size_t block = 64;

template <class M, EigenWindow How>
Player eigen_player(const char* variant, const Settings& settings, SharedSequence<M> sequence) {
    return sequence_player<M, 1>("Eigen", variant, settings, sequence,
                                 std::make_shared<EigenConv1d<M, How>>(sequence->weights.data()));
}

template <class M>
std::vector<Player> one_at_a_time(const Settings& settings) {
    const auto sequence = std::make_shared<Sequence<M>>();
    return {plain_sequence_player(sequence), ctnn_sequence_player<M, 1>(settings, sequence),
            eigen_player<M, EigenWindow::columns>("columns", settings, sequence),
            eigen_player<M, EigenWindow::rows>("rows", settings, sequence),
            eigen_player<M, EigenWindow::sums>("four sums", settings, sequence)};
}

template <class M>
std::vector<Player> by_blocks(const Settings& settings) {
    constexpr bool tiny = M::multiply_adds < 256;
    const auto sequence = std::make_shared<Sequence<M>>();
    return {plain_sequence_player(sequence), ctnn_sequence_player<M, block>(settings, sequence),
            sequence_player<M, block>(
                "Eigen", tiny ? "lazy" : "", settings, sequence,
                std::make_shared<EigenConv1dBlock<M, block, tiny>>(sequence->weights.data()))};
}

/// By blocks too it is compared with the best peer that takes one at a time.
template <class M>
void add(Suite& suite, double ratio, double ratio_of_blocks) {
    suite.add(one_step, {sequence_row<M>({.ratio = ratio})}, {},
              [&suite] { return one_at_a_time<M>(suite.settings); });
    suite.add(one_step, {sequence_row<M, block>({.ratio = ratio_of_blocks, .of_row = M::name()})}, {},
              [&suite] { return by_blocks<M>(suite.settings); });
}

}  // namespace

void add_convolution(Suite& suite) {
    add<Conv1d<4, 3>>(suite, 0.95, 0.95);
    add<Conv1d<8, 5>>(suite, 0.95, 0.95);
    add<Conv1d<16, 15>>(suite, 0.95, 0.5);
    add<Conv1d<32, 31>>(suite, 0.95, 0.95);
}

}  // namespace bench
