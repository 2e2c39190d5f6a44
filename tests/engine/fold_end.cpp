#include <ctnn/engine/fold_end.hpp>

#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/activation.hpp>
#include <ctnn/layers/dense.hpp>
#include <testing.hpp>
#include <type_traits>

using namespace ctnn;

TEST_CASE("fold_end: what takes an activation in, and which", "[engine]") {
    STATIC_REQUIRE(detail::TakesActivation<Dense<3>>);
    STATIC_REQUIRE_FALSE(detail::TakesActivation<Dense<3, Tanh>>);
    STATIC_REQUIRE_FALSE(detail::TakesActivation<Activation<Tanh>>);
    STATIC_REQUIRE(std::is_same_v<detail::SoleActivation<Activation<Tanh>>::type, Tanh>);
    STATIC_REQUIRE(std::is_void_v<detail::SoleActivation<Activation<Softmax>>::type>);
    using Ended = detail::WithEnd<Dense<3>, placed<Dense<3>, Shape<2>>, Tanh>;
    STATIC_REQUIRE(std::is_same_v<Ended::type::on<Shape<2>>::activation, Tanh>);
}
