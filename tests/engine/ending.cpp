#include <ctnn/engine/ending.hpp>

#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/global_max_pool1d.hpp>
#include <ctnn/layers/sequential.hpp>
#include <testing.hpp>
#include <type_traits>

using namespace ctnn;

template <class L>
concept HasLogits = requires { typename L::logits; };

TEST_CASE("ending: a chain ends as its last layer does", "[engine]") {
    using L = placed<Sequential<Dense<3, Tanh>, Dense<2, Tanh>>, Shape<4>>;
    STATIC_REQUIRE(std::is_same_v<L::activation, Tanh>);
    STATIC_REQUIRE(
        std::is_same_v<L::logits,
                       placed<Sequential<Dense<3, Tanh>, Dense<2, Linear, GlorotUniform>>, Shape<4>>>);
    using Pool = placed<Sequential<GlobalMaxPool1D>, Shape<4, 2>>;
    STATIC_REQUIRE_FALSE(HasLogits<Pool>);
}
