#include <ctnn/train/penalties.hpp>

#include <array>
#include <ctnn/ctnn.hpp>
#include <ctnn/train/learner.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/optimizers/adam.hpp>
#include <ratio>
#include <reference/weight_decay.hpp>
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

TEST_CASE("penalties: weight decay as PyTorch's, of biases too and after the clipping", "[train]") {
    using Net = Network<Input<2>, Dense<1>>;
    Learner<Net, MeanSquaredError, Adam, 3, double> learner(Adam{.learning_rate = 0.1f}, 1,
                                                            {.clip_norm = 0.25f, .weight_decay = 0.5f});
    learner.parameters.layer<0>().weight = std::array{0.75, -1.5};
    learner.parameters.layer<0>().bias = std::array{2.0};
    constexpr double x[] = {1, 2, 0.5, -1, -2, 0.25}, t[] = {1, -1, 0.5};
    CHECK_FALSE(learner.update_needs_no_gradient());
    for (const auto& expected : reference::weight_decay::parameters) {
        learner.step(x, t);
        for (std::size_t i = 0; i < 3; ++i)
            CHECK(learner.parameters.values[i] == Approx(expected[i]).epsilon(1e-6));
    }
}

TEST_CASE("penalties: weight decay of each layer's own", "[train]") {
    using Two = Network<Input<1>, Rated<Dense<1>, std::ratio<2>, std::ratio<3>>, Dense<1>>;
    const std::array<float, 4> w{2, 5, -1, 5};
    std::array<float, 4> g{};
    detail::add_decay<Two>({.weight_decay = 0.5f}, w.data(), g.data());
    REQUIRE(g == std::array<float, 4>{3, 7.5f, -0.5f, 2.5f});
    STATIC_REQUIRE(detail::leave_the_gradient({}));
    STATIC_REQUIRE_FALSE(detail::leave_the_gradient({.weight_decay = 1e-4f}));
}
