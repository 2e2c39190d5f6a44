#include <layers/laws.hpp>

#include <ctnn/activations/tanh.hpp>
#include <ctnn/engine/chain.hpp>
#include <ctnn/layers/dense.hpp>

using namespace ctnn;

namespace {

using Three = detail::ChainOf<Shape<2>, Dense<8, Tanh>, Dense<5, Tanh>, Dense<3>, Dense<1>>;
static_assert(Three::count == 4);
static_assert(Three::hidden == 8 + 5 + 3, "the tape holds all hidden outputs");
static_assert(Three::scratch == 8 + 5, "predict holds two at a time");
static_assert(Three::plan.parameters[1] == 24 && Three::plan.parameters[2] == 24 + 45);
static_assert(detail::ChainOf<Shape<2>, Dense<8>>::scratch == 0, "one layer hands nothing over");

static_assert(detail::Broken<detail::ChainOf<Shape<2>, Dense<8>, int, Dense<0>>>);
static_assert(std::is_same_v<detail::ChainOf<Shape<2>, Dense<8>, int, Dense<0>>::mistake,
                             error::is_not_a_layer<int>::that_has_a_template_on>,
              "the first mistake is the one that is said");

}  // namespace

TEST_CASE("chain: regularisation walks through weights, not biases", "[engine]") {
    std::vector<std::pair<std::size_t, std::size_t>> runs;
    detail::each_weights<Three>(100,
                                [&](std::size_t at, std::size_t count) { runs.emplace_back(at, count); });
    REQUIRE(runs ==
            std::vector<std::pair<std::size_t, std::size_t>>{{100, 16}, {124, 40}, {169, 15}, {187, 3}});
}
