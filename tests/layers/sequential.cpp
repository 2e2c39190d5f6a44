#include <layers/laws.hpp>

#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/flatten.hpp>
#include <ctnn/layers/sequential.hpp>

using namespace ctnn;

using Body = placed<Sequential<Dense<5, Tanh>, Dense<3, Sigmoid>>, Shape<4>>;
static_assert(Body::parameters == 25 + 18 && Body::multiply_adds == 20 + 15);
static_assert(std::is_same_v<Body::activation, Sigmoid>);
static_assert(Body::logits::parameters == Body::parameters);
static_assert(std::is_same_v<Body::logits::layer<1>, placed<Dense<3, Linear>, Shape<5>>>);

TEST_CASE("sequential: the laws, nested", "[layers]") {
    layer_laws<Sequential<Dense<5, Tanh>, Dense<3, Sigmoid>>, Shape<4>>();
    layer_laws<Sequential<Flatten, Sequential<Dense<3, Tanh>, Dense<6, Tanh>, Dense<2>>, Dense<5, Tanh>>,
               Shape<2, 2>>();
}
