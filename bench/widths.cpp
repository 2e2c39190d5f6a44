// One sample of networks whose rows fill no register, with parameters as they are and, where the library has
// it, packed for this machine.

#include "cases.hpp"
#include "one_sample.hpp"

namespace bench {
namespace {

/// Of a network's parameters, packed: nothing where there is no `packed`.
template <class M>
void add_packed(std::vector<Player>& players, const Settings& settings, Shared<M> contest) {
    if constexpr (requires { packed(contest->values.parameters); }) {
        using Packed = decltype(packed(contest->values.parameters));
        const auto parameters = std::shared_ptr<Packed>(new Packed(packed(contest->values.parameters)));
        const auto call = [contest, parameters](std::size_t i) {
            return predict(*parameters, contest->inputs[i]);
        };
        players.push_back({.name = "ctnn packed",
                           .variant = "",
                           .answer = answers(M::out, call),
                           .measure = nanoseconds_of(settings, in_turn(call))});
    }
}

template <class M>
void add(Suite& suite, const std::string& name, double ratio, double packed_ratio) {
    add_one_sample<M>(suite, name, {.ratio = ratio});
    const Must must{.ratio = packed_ratio, .against = "Eigen", .of_plain = 1};
    suite.add("one sample, packed", {one_sample_row<M>(name, must)}, {}, [&suite] {
        const auto contest = std::make_shared<OneSampleContest<M>>();
        std::vector<Player> all{ctnn_player<M, false>(suite.settings, contest),
                                eigen_player<M, Eigen::RowMajor, false>(suite.settings, contest),
                                eigen_player<M, Eigen::ColMajor, false>(suite.settings, contest)};
        add_packed<M>(all, suite.settings, contest);
        return all;
    });
}

}  // namespace

void add_widths(Suite& suite) {
    using enum Act;
    add<Mlp<relu, linear, 33, 33, 4>>(suite, "33-33-4 ReLU", 0.95, 0.6);
    add<Mlp<relu, softmax, 50, 50, 10>>(suite, "50-50-10 ReLU, softmax", 0.95, 0.6);
    add<Mlp<relu, softmax, 65, 65, 10>>(suite, "65-65-10 ReLU, softmax", 0.95, 0.6);
    add<Mlp<relu, softmax, 100, 50, 10>>(suite, "100-50-10 ReLU, softmax", 0.95, 0.6);
    add<Mlp<relu, softmax, 64, 64, 16>>(suite, "64-64-16 ReLU, softmax", 0.95, 0.95);
}

}  // namespace bench
