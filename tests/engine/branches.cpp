#include <ctnn/layers/add.hpp>
#include <ctnn/layers/concat.hpp>
#include <ctnn/layers/dense.hpp>

#include <testing.hpp>

using namespace ctnn;

using Two = detail::BranchesOf<detail::Addition, Shape<4>, Dense<3, Linear>, Dense<3, Linear>>;
static_assert(Two::parameters == 30 && Two::plan.parameters[1] == 15);
static_assert(Two::tape == 6, "a branch's output, and what it keeps itself");
static_assert(Two::widest == 3 && Two::scratch == 3 && Two::backward_scratch == 3 + 4);

// The first mistake is the one that is said: a broken branch before a shape that does not fit.
template <class... Branches>
using MistakeOf = typename detail::BranchesOf<detail::Addition, Shape<4>, Branches...>::mistake;
static_assert(std::is_same_v<MistakeOf<Dense<3>, Dense<0>>, error::a_dense_layer_cannot_have<0>::units>);
static_assert(std::is_same_v<MistakeOf<Dense<3>, Dense<3>, Dense<2>, int>,
                             error::Add_takes_branches_of_one_shape<Shape<3>>::but_a_branch_gives<Shape<2>>>);
static_assert(std::is_same_v<MistakeOf<>, error::Add_needs_at_least_one_branch<Shape<4>>>);

TEST_CASE("branches: settled while compiling", "[engine]") { SUCCEED(); }
