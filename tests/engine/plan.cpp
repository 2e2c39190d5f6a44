#include <ctnn/activations/tanh.hpp>
#include <ctnn/engine/plan.hpp>
#include <ctnn/layers/batch_norm.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/dropout.hpp>
#include <ratio>

#include <testing.hpp>

using namespace ctnn;

TEST_CASE("plan: layers lie one after the other, hidden values in two buffers by turns", "[engine]") {
    constexpr auto plan =
        detail::plan_chain<placed<Dense<8, Tanh>, Shape<2>>, placed<Dropout<std::ratio<1, 2>>, Shape<8>>,
                           placed<Dense<5>, Shape<8>>, placed<Dense<1>, Shape<5>>>();
    REQUIRE(plan.parameters == std::array<std::size_t, 5>{0, 24, 24, 69, 75});
    REQUIRE(plan.hidden == std::array<std::size_t, 5>{0, 8, 16, 21, 21});
    REQUIRE(plan.tape == std::array<std::size_t, 5>{0, 0, 8, 8, 8});
    REQUIRE(plan.state[4] == 0);
    REQUIRE((plan.even == 8 && plan.odd == 8));
    REQUIRE(plan.backward_inner == 8);
    REQUIRE(plan.multiply_adds == 16 + 40 + 5);
}

TEST_CASE("plan: a single layer hands nothing over, and one that couples samples is enough", "[engine]") {
    constexpr auto one = detail::plan_chain<placed<BatchNorm<>, Shape<3>>>();
    REQUIRE((one.even == 0 && one.odd == 0 && one.couples_samples));
    constexpr auto two = detail::plan_chain<placed<BatchNorm<>, Shape<3>>, placed<Dense<2>, Shape<3>>>();
    REQUIRE((two.even == 3 && two.odd == 0 && two.couples_samples));
}
