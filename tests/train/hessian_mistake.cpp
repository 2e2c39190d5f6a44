#include <array>
#include <concepts>
#include <ctnn/train.hpp>
#include <ctnn/train/hessian_mistake.hpp>
#include <type_traits>

#include <testing.hpp>

using namespace ctnn;

namespace {

struct OfFloat {
    static constexpr float value(float z) { return z; }
    static constexpr float slope(float, float) { return 1; }
};

using Net = Network<Input<2>, Dense<3, Tanh>, Dense<1>>;
using Stiff = Network<Input<2>, Dense<3, Tanh>, Dense<1, OfFloat>>;
using Block = Parameters<Net>;

template <class N>
constexpr bool is_right = std::same_as<typename decltype(detail::bent_mistake<N>())::type, detail::Fits>;
template <class Direction, class Sum = Block>
constexpr bool takes = std::is_void_v<
    detail::HessianMistake<MeanSquaredError, Net, float, std::array<float, 2>, float, Direction, Sum>>;

}  // namespace

TEST_CASE("hessian_mistake: activations of float alone do not bend", "[hessian_mistake]") {
    STATIC_REQUIRE(is_right<Net>);
    STATIC_REQUIRE(is_right<Network<Input<2>, Dense<3, Softmax>>>);
    STATIC_REQUIRE(!is_right<Stiff>);
    STATIC_REQUIRE(!is_right<Network<Input<2>, Activation<OfFloat>, Dense<1>>>);
}

TEST_CASE("hessian_mistake: direction and sum are blocks of the parameters' type", "[hessian_mistake]") {
    STATIC_REQUIRE(takes<Block>);
    STATIC_REQUIRE(!takes<std::array<float, 13>>);
    STATIC_REQUIRE(!takes<Parameters<Stiff>>);
    STATIC_REQUIRE(!takes<Block, Parameters<Net, double>>);
}
