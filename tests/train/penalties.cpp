#include <ctnn/train/penalties.hpp>

#include <array>
#include <ctnn/ctnn.hpp>
#include <ratio>
#include <testing.hpp>
#include <vector>

using namespace ctnn;

namespace {

using Steps = Network<Input<2, 1>, Bidirectional<SimpleRNN<1>>, Dense<1>>;

}  // namespace

TEST_CASE("penalties: of weights, by each layer's decay", "[train]") {
    using Two = Network<Input<1>, Rated<Dense<1>, std::ratio<2>, std::ratio<3>>, Frozen<Dense<1>>, Dense<1>>;
    const std::array<float, 4> w{2, 5, -1, 5};
    std::array<float, 4> g{};
    detail::penalize<Two>({.l1 = 1, .l2 = 0.5f}, w.data(), g.data());
    REQUIRE(g == std::array<float, 4>{3 * (1 + 1), 0, -1 - 0.5f, 0});
}

TEST_CASE("penalties: every layer that is trained, once", "[train]") {
    std::vector<std::size_t> starts;
    detail::each_trained_layer<Steps>(
        [&]<class L>(const detail::LayerPlace& at) { starts.push_back(at.parameters); });
    REQUIRE(starts == std::vector<std::size_t>{0, 3, 6});
}

TEST_CASE("penalties: clipping", "[train]") {
    std::array<float, 2> g{3, -8};
    detail::clip<2>({.clip_value = 4}, g.data());
    REQUIRE(g == std::array<float, 2>{3, -4});
    detail::clip<2>({.clip_norm = 1}, g.data());
    REQUIRE(g[0] == Approx(0.6));
    REQUIRE(g[1] == Approx(-0.8));
}
