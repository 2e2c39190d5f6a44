#include <ctnn/network/ragged/lengths.hpp>

#include <ctnn/layers/activation.hpp>
#include <ctnn/layers/batch_norm.hpp>
#include <ctnn/layers/concat.hpp>
#include <ctnn/layers/conv1d.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/dropout.hpp>
#include <ctnn/layers/embedding.hpp>
#include <ctnn/layers/flatten.hpp>
#include <ctnn/layers/frozen.hpp>
#include <ctnn/layers/global_max_pool1d.hpp>
#include <ctnn/layers/gru.hpp>
#include <ctnn/layers/max_pool1d.hpp>
#include <ctnn/layers/residual.hpp>
#include <ctnn/layers/sequential.hpp>
#include <ctnn/layers/time_distributed.hpp>

#include <network/ragged/as_short_as_it_is.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

// Windows of 3 by 2: 0, 0, 1, 1, 2, 2 outputs of 1 to 6 steps.
using Halves = detail::StepsOfStream<detail::AllSteps, 2, 2, 1>;
static_assert(Halves::of(2) == 0 && Halves::of(3) == 1 && Halves::of(6) == 2);
static_assert(detail::shortest_of<Halves>() == 3);
static_assert(detail::shortest_of<detail::StepsOfStream<Halves, 1, 1, 1>>() == 5);
static_assert(detail::shortest_of<detail::AllSteps>() == 1);

template <class... Layers>
using Body = typename Network<RaggedInput<8, 3>, Layers...>::body;
static_assert(Body<Conv1D<2, 3>, GRU<2>>::shortest_length == 3);
static_assert(Body<Conv1D<2, 3>, MaxPool1D<2>, Bidirectional<GRU<2>>>::shortest_length == 4);
static_assert(Body<Conv1D<2, 3>>::shortest_length == 3);
static_assert(Body<Conv1D<2, 3>>::gives_steps && !Body<GRU<2>>::gives_steps);

template <class L>
using Unlike = error::layers_of_a_RaggedInput_know_where_a_sequence_ends_unlike<L>;
template <class... Layers>
using Mistake = typename detail::ChainOf<detail::RaggedShape<8, 3>, Layers...>::mistake;
static_assert(std::is_same_v<Mistake<GRU<2, Returns::sequence>, Flatten>, Unlike<Flatten>>);
static_assert(std::is_same_v<Mistake<BatchNorm<>, GRU<2>>, Unlike<BatchNorm<>>>,
              "a statistic over the batch");
static_assert(std::is_same_v<Mistake<Concat<GRU<2>, Flatten>>, Unlike<Concat<GRU<2>, Flatten>>>);
static_assert(std::is_same_v<Mistake<GRU<0>>, error::a_recurrent_layer_cannot_have<0>::units>);
static_assert(
    std::is_same_v<Mistake<>, error::a_network_needs_at_least_one_layer<detail::RaggedShape<8, 3>>>);

}  // namespace

TEST_CASE("ragged lengths: side by side, around, one behind the other, and windows", "[network]") {
    as_short_as_it_is<3, Residual<Bidirectional<GRU<2, Returns::sequence>>, TimeDistributed<Dense<3, Tanh>>>,
                      Concat<GRU<2>, Sequential<Conv1D<2, 2, Tanh>, GlobalMaxPool1D>>>();
    as_short_as_it_is<3, Conv1D<4, 2>, MaxPool1D<2>, GRU<2>, Dense<1>>();
    as_short_as_it_is<3, TimeDistributed<Dense<2>>, Frozen<GRU<2, Returns::sequence>>,
                      Concat<Activation<Tanh>, Bidirectional<GRU<1, Returns::sequence>>>>();
}
