#include <array>
#include <ctnn/engine/biases.hpp>

#include <testing.hpp>

using namespace ctnn;

namespace {

constexpr Part weight{"weight", {{2, Along::inputs}, {3, Along::outputs}}};
static_assert(detail::weight_and_bias_parts<false>(weight, 3).size() == 1);
static_assert(detail::weight_and_bias_parts<true>(weight, 3)[1].size() == 3);

template <class Named>
concept HasBias = requires(const Named& named) { named.bias; };
static_assert(HasBias<detail::WeightAndBias<float, 6, 3>> && !HasBias<detail::WeightAndBias<float, 6, 0>>);

}  // namespace

TEST_CASE("biases: behind the weights, or none", "[engine]") {
    std::array<float, 9> w{};
    const auto both = detail::weight_and_bias<6, 3>(std::span(w));
    REQUIRE(both.weight.data() == w.data());
    REQUIRE(both.bias.data() == w.data() + 6);
    REQUIRE(detail::weight_and_bias<9, 0>(std::span(w)).weight.size() == 9);
}
