#include <ctnn/network/transfer.hpp>

#include <algorithm>
#include <ctnn/ctnn.hpp>
#include <string>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Digits = Network<Input<6>, Dense<5, ReLU>, BatchNorm<>, Residual<Dense<5, Tanh>>, Dense<3, Softmax>>;
using Letters =
    Network<Input<6>, Frozen<Dense<5, Tanh>>, Frozen<BatchNorm<>>, Residual<Dense<5>>, Dense<4, Softmax>>;

template <class N, class T = float>
constexpr Parameters<N, T> initial(std::uint64_t seed) {
    Parameters<N, T> parameters;
    initialize(parameters, seed);
    return parameters;
}

constexpr auto learnt = initial<Digits>(1);
constexpr auto there = [] {
    auto to = initial<Letters>(2);
    const Transferred done = transfer(learnt, to);
    return std::pair{to, done};
}();
static_assert(there.second ==
              Transferred{.parts = 8, .values = 35 + 20 + 30, .other_parts = 2, .other_values = 24});

}  // namespace

TEST_CASE("transfer: what is shared, frozen or not, and back", "[network]") {
    const auto& [to, done] = there;
    REQUIRE(std::ranges::equal(to.layer<0>().weight, learnt.layer<0>().weight));
    REQUIRE(std::ranges::equal(to.layer<1>().variance, learnt.state<1>().variance));
    REQUIRE(std::ranges::equal(to.layer<2>().layer<0>().weight, learnt.layer<2>().layer<0>().weight));
    REQUIRE(std::ranges::equal(to.layer<3>().weight, initial<Letters>(2).layer<3>().weight));

    auto back = initial<Digits, double>(3);
    transfer(to, back);
    for (std::size_t i = 0; i < 30; ++i)
        REQUIRE(back.layer<0>().weight[i] == double(learnt.layer<0>().weight[i]));
    REQUIRE(back.layer<3>().weight[0] == initial<Digits, double>(3).layer<3>().weight[0]);
}

TEST_CASE("transfer: what has the place but not the shape, or the shape but not the meaning", "[network]") {
    using From = Network<Input<4, 4>, LSTM<4, Returns::sequence>, Dense<3>>;
    using To = Network<Input<4, 4>, GRU<4, Returns::sequence>, Dense<3>>;
    auto to = initial<To>(1);
    std::vector<std::string> copied, left;
    transfer(initial<From>(2), to, [&](std::string_view path, const Part&, bool was_copied) {
        (was_copied ? copied : left).emplace_back(path);
    });
    REQUIRE(copied == std::vector<std::string>{"layers.1.weight", "layers.1.bias"});
    REQUIRE(left ==
            std::vector<std::string>{"layers.0.kernel", "layers.0.recurrent_kernel", "layers.0.bias"});
}
