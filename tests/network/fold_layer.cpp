#include <catch2/catch.hpp>
#include <ctnn/activations/relu.hpp>
#include <ctnn/network/fold_layer.hpp>

using namespace ctnn;

static_assert(detail::Folds<placed<Dense<4>, Shape<3>>>::value);
static_assert(!detail::Folds<placed<Dense<4, ReLU>, Shape<3>>>::value);
static_assert(detail::Folds<placed<TimeDistributed<Dense<4>>, Shape<2, 3>>>::output(7) == 3);
static_assert(detail::drops<placed<Dropout<std::ratio<1, 2>>, Shape<3>>> &&
              detail::drops<placed<TimeDistributed<GaussianNoise<std::ratio<1, 2>>>, Shape<2, 3>>>);

// For each layer, the one that it is part of; 5 is none.
using Layers =
    detail::ChainOf<Shape<3>, Dense<4>, Dropout<std::ratio<1, 2>>, BatchNorm<>, Dense<4, ReLU>, BatchNorm<>>;
using Fold =
    detail::FoldChain<Layers, Dense<4>, Dropout<std::ratio<1, 2>>, BatchNorm<>, Dense<4, ReLU>, BatchNorm<>>;
static_assert(Fold::part_of == std::array<std::size_t, 5>{0, 5, 0, 3, 4});
static_assert(std::is_same_v<Fold::left, detail::TypeList<Dense<4>, Dense<4, ReLU, HeNormal>, BatchNorm<>>>);

using Ended = detail::ChainOf<Shape<3>, Dense<4>, BatchNorm<>, Activation<ReLU>, Activation<ReLU>>;
static_assert(detail::FoldChain<Ended, Dense<4>, BatchNorm<>, Activation<ReLU>, Activation<ReLU>>::part_of ==
              std::array<std::size_t, 4>{0, 0, 0, 3});

TEST_CASE("fold_layer: settled while compiling", "[network]") { SUCCEED(); }
