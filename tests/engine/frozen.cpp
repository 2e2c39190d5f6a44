#include <ctnn/engine/frozen.hpp>

#include <array>
#include <ctnn/layers/batch_norm.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/gru.hpp>
#include <ctnn/layers/prelu.hpp>
#include <ctnn/layers/with_initial_state.hpp>
#include <testing.hpp>

using namespace ctnn;
using detail::FrozenOn;

namespace {

using Plain = placed<Dense<2, Tanh>, Shape<3>>;
using Ice = FrozenOn<Plain>;
static_assert(Ice::parameters == 0 && Ice::state == 8 && Ice::multiply_adds == 6);
static_assert(Ice::parts[0].name == "weight" && Ice::parts[0].is_state && Ice::parts[1].is_state);
static_assert(std::is_same_v<Ice::activation, Tanh> && std::is_same_v<Ice::logits, FrozenOn<Plain::logits>>);
static_assert(detail::backward_reads_state<Ice>() && !detail::backward_reads_state<Plain>());

// No room for a gradient that nobody wants, but where the layer cannot do without.
using PRelu = placed<PReLU<>, Shape<4>>;
static_assert(Ice::backward_scratch == Plain::backward_scratch);
static_assert(FrozenOn<PRelu>::backward_scratch == detail::backward_scratch<PRelu>() + PRelu::parameters);

// A norm by the batch is by its running statistics.
using Norm = FrozenOn<placed<BatchNorm<>, Shape<3>>>;
static_assert(Norm::state == 12 && Norm::tape == 0 && !Norm::couples_samples);

}  // namespace

TEST_CASE("frozen: the names of both, the trained values first", "[engine]") {
    std::array<float, 12> state{};
    const auto norm = Norm::named_state<float>(state);
    REQUIRE(norm.gamma.data() == state.data());
    REQUIRE(norm.variance.data() == state.data() + 9);

    using Given = FrozenOn<placed<WithInitialState<GRU<2>, Initial::given>, Shape<4, 1>>>;
    std::array<float, Given::state> values{};
    REQUIRE(Given::named_state<float>(values).h0.data() == values.data() + Given::state - 2);
}

TEST_CASE("frozen: nothing is written where nobody wants it", "[engine]") {
    std::array<float, Ice::state> state{1, 2, 3, 4, 5, 6, 7, 8};
    const std::array<float, 3> x{1, 2, 3};
    std::array<float, 2> y{}, dy{1, 1}, work{5, 5};
    Random random;
    Ice::forward<1, float>({}, state, x, y, {}, {}, random);
    detail::backward<Ice, 1, float, 0>({}, x, y, {}, dy, {}, static_cast<float*>(nullptr), work,
                                       static_cast<const float*>(state.data()));
    REQUIRE(work == std::array<float, 2>{5, 5});
}
