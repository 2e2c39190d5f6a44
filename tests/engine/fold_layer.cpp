#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/engine/fold_layer.hpp>
#include <ctnn/layers/activation.hpp>
#include <ctnn/layers/batch_norm.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/dropout.hpp>
#include <ctnn/layers/flatten.hpp>
#include <ctnn/layers/gaussian_noise.hpp>
#include <ctnn/layers/residual.hpp>
#include <ctnn/layers/sequential.hpp>
#include <ctnn/layers/time_distributed.hpp>

#include <testing.hpp>

using namespace ctnn;

// What layers say.
static_assert(detail::TakesScale<placed<Dense<4>, Shape<3>>> &&
              !detail::TakesScale<placed<Dense<4, ReLU>, Shape<3>>>);
static_assert(placed<TimeDistributed<Dense<4>>, Shape<2, 3>>::output_of(7) == 3);
static_assert(!detail::TakesScale<placed<TimeDistributed<Dense<4, ReLU>>, Shape<2, 3>>>);
static_assert(detail::only_trains<placed<Dropout<std::ratio<1, 2>>, Shape<3>>>() &&
              detail::only_trains<placed<TimeDistributed<GaussianNoise<std::ratio<1, 2>>>, Shape<2, 3>>>());
static_assert(!detail::only_trains<placed<Dense<4>, Shape<3>>>());
static_assert(detail::Scales<placed<BatchNorm<>, Shape<3>>> && !detail::Scales<placed<Dense<4>, Shape<3>>>);
static_assert(detail::TakesActivation<Dense<4>> && !detail::TakesActivation<Dense<4, ReLU>> &&
              !detail::TakesActivation<Dropout<std::ratio<1, 2>>>);
static_assert(detail::TakesActivation<TimeDistributed<Dense<4>>> &&
              !detail::TakesActivation<TimeDistributed<Residual<Dense<4>>>>);
template <class U>
using Sole = typename detail::SoleActivation<U>::type;
static_assert(std::is_same_v<Sole<Activation<ReLU>>, ReLU> && std::is_void_v<Sole<Activation<Softmax>>> &&
              std::is_void_v<Sole<Flatten>> && std::is_void_v<Sole<Dense<4>>>);

namespace {

// What is derived from a layer is a layer of its own, and stays.
struct Block : Sequential<Dense<3>, BatchNorm<>> {};
struct Named : Dense<3> {};
using On = placed<Block, Shape<3>>;
static_assert(std::is_same_v<detail::FoldLayer<Block, On>::type, Block>);
static_assert(
    std::is_same_v<detail::FoldLayer<Sequential<Dense<3>, BatchNorm<>>, On>::type, Sequential<Dense<3>>>);
static_assert(!detail::TakesActivation<Named>);

struct Apart : Tanh {
    static constexpr bool folds = false;
};
static_assert(detail::activation_folds<Tanh>() && !detail::activation_folds<Apart>() &&
              !detail::activation_folds<Softmax>());

}  // namespace

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

TEST_CASE("fold_layer: settled while compiling", "[engine]") { SUCCEED(); }
