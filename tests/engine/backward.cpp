#include <layers/laws.hpp>
#include <layers/scaled.hpp>

#include <ctnn/activations/tanh.hpp>
#include <ctnn/engine/backward.hpp>
#include <ctnn/engine/chain.hpp>
#include <ctnn/layers/concat.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/residual.hpp>

using namespace ctnn;

namespace {

template <class Layer, class In>
constexpr bool updates_itself = detail::BackwardsInto<placed<Layer, In>, 4, float, 4 * In::size,
                                                      kernels::Update<Adam::Rule<float>, float, 2>>;
static_assert(updates_itself<Dense<3>, Shape<5>> && updates_itself<Dense<3>, SparseShape<5>>);
static_assert(updates_itself<Residual<Dense<5>>, Shape<5>> && updates_itself<Concat<Dense<5>>, Shape<5>>);
static_assert(!updates_itself<Scaled, Shape<5>>);

}  // namespace

TEST_CASE("backward: the laws of nested layers, some of which update themselves", "[engine]") {
    layer_laws<Residual<Dense<9, Tanh>, Scaled, Dense<5>>, Shape<5>>();
    layer_laws<Concat<Residual<Scaled>, Dense<3>, Concat<Dense<1>, Scaled>>, Shape<5>>();
}
