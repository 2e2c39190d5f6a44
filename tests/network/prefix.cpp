#include <ctnn/network/prefix.hpp>

#include <array>
#include <ctnn/ctnn.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<Input<4>, Dense<5, Tanh>, BatchNorm<>, Frozen<Dense<3>>, BatchNorm<>, Dense<2>>;
static_assert(std::is_same_v<prefix<Net, 1>, Network<Input<4>, Dense<5, Tanh>>>);
static_assert(std::is_same_v<prefix<Net, 5>, Net>);
static_assert(std::is_same_v<prefix<Network<SparseInput<4>, Dense<5>, Dense<2>>, 1>,
                             Network<SparseInput<4>, Dense<5>>>);

constexpr std::array<float, 4> x{1, -2, 0.5f, 3};

constexpr auto parameters = [] {
    Parameters<Net> values;
    initialize(values, 7);
    for (std::size_t i = 0; i < Net::state_count; ++i) values.state()[i] += 0.01f * float(i % 5);
    return values;
}();

/// By parameters of its own, into which `transfer` copies them.
template <class Prefix>
constexpr auto apart() {
    Parameters<Prefix> own;
    transfer(parameters, own);
    return predict(own, x);
}
static_assert(predict<prefix<Net, 1>>(parameters, x) == apart<prefix<Net, 1>>());
static_assert(predict<prefix<Net, 4>>(parameters, x) == apart<prefix<Net, 4>>());
static_assert(predict<prefix<Net, 5>>(parameters, x) == predict(parameters, x));

}  // namespace

TEST_CASE("prefix: of one sample and of many", "[network]") {
    using Hidden = prefix<Net, 3>;
    REQUIRE(predict<Hidden>(parameters, x) == apart<Hidden>());
    std::vector<float> inputs, outputs(9 * 3);
    for (int i = 0; i < 9; ++i)
        for (const float value : x) inputs.push_back(value * float(i));
    REQUIRE(predict<Hidden>(parameters, inputs, outputs) == 9);
    for (std::size_t i = 0; i < 3; ++i)
        REQUIRE(outputs[3 + i] == Approx(predict<Hidden>(parameters, x)[i]).epsilon(1e-5));
    REQUIRE(predict<prefix<Net, 1>>(parameters, std::array<float, 4>{}).size() == 5);
}
