#include <ctnn/network/predict_heads.hpp>

#include <array>
#include <ctnn/ctnn.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<Input<2>, Dense<3, Tanh>, Heads<Dense<2>, Dense<1>, Dense<3>>>;

constexpr bool splits() {
    Parameters<Net> parameters;
    initialize(parameters, 1);
    const std::array<float, 2> x{1, -1};
    const auto y = predict(parameters, x);
    const auto [a, b, c] = predict_heads(parameters, x);
    return a == std::array{y[0], y[1]} && b == std::array{y[2]} && c == std::array{y[3], y[4], y[5]};
}
static_assert(splits());

}  // namespace

TEST_CASE("predict_heads: a tuple of arrays", "[network]") {
    const auto [a, b, c] = split_heads<Net>(std::array<float, 6>{1, 2, 3, 4, 5, 6});
    REQUIRE(a == std::array<float, 2>{1, 2});
    REQUIRE(b == std::array<float, 1>{3});
    REQUIRE(c == std::array<float, 3>{4, 5, 6});
}
