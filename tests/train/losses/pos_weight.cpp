#include <ctnn/core/shape.hpp>
#include <ctnn/train/losses/pos_weight.hpp>

#include <reference/weights.hpp>
#include <train/losses/laws.hpp>
#include <type_traits>

using namespace ctnn;

namespace {

using Nine = PosWeight<std::ratio<9>>;
using Four = PosWeight<std::ratio<9>, std::ratio<1, 2>, std::ratio<2>, std::ratio<0>>;

static_assert(std::is_same_v<Nine::last_activation, Sigmoid> && Nine::is_mean_over_outputs);
static_assert(std::is_void_v<Nine::mistake<Shape<3>>> && std::is_void_v<Four::mistake<Shape<5, 4>>>);
static_assert(std::is_same_v<Four::mistake<Shape<4, 3>>,
                             error::there_is_one_PosWeight_or_one_for_each_of<3>::outputs_not<4>>);
static_assert(std::is_same_v<PosWeight<std::ratio<1>, std::ratio<-1, 2>>::mistake<Shape<2>>,
                             error::a_PosWeight_is_0_or_more_not<std::ratio<-1, 2>>>);

}  // namespace

TEST_CASE("pos_weight: keeps the laws of a loss", "[train]") {
    loss_laws::hold<Nine>(reference::weights::pos_weight);
}

TEST_CASE("pos_weight: one for each output", "[train]") {
    loss_laws::golden<Four, double>(reference::weights::four_pos_weights, 1e-12);
    loss_laws::golden<Four, float>(reference::weights::four_pos_weights, 1e-5);
    loss_laws::differences<Four, 4>();
    loss_laws::differences<Four, 20>();
}
