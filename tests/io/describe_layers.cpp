#include <ctnn/ctnn.hpp>
#include <ctnn/io/describe_layers.hpp>
#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;

namespace {

template <class In, class Layer>
using On = typename Layer::template on<In>;
template <class In, class Layer>
constexpr bool is_known = Described<On<In, Layer>>::is_known;

struct Own : Tanh {};
struct Twice {
    template <class In>
    struct on {
        using input = In;
        using output = In;
        static constexpr std::size_t parameters = 0;
        static constexpr void predict(auto, auto x, auto y) {
            for (std::size_t i = 0; i < In::size; ++i) y[i] = 2 * x[i];
        }
        static constexpr void backward(auto, auto, auto, auto, auto, auto) {}
        static constexpr void initialize(auto, auto&) {}
    };
};

using Sequence = Shape<6, 3>;

}  // namespace

static_assert(is_known<Shape<4>, Dense<3, Softmax>> && !is_known<Shape<4>, Dense<3, Own>>);
static_assert(is_known<Sequence, LSTM<3>> && !is_known<Sequence, LSTM<3, Returns::last, Own>>);
static_assert(is_known<Sequence, Bidirectional<NoBias<GRU<3>>>>);
static_assert(is_known<Sequence, Residual<TimeDistributed<Dense<3>>>>);
static_assert(!is_known<Sequence, Residual<TimeDistributed<Dense<3, Own>>>>);
static_assert(!is_known<Sequence, Concat<Dense<3>, Sequential<Dense<2>, Twice>>>);

TEST_CASE("a layer's parts are where its values are in the block") {
    const LayerNode dense = described<On<Shape<4>, Dense<3, LeakyReLU>>>({10, 100});
    CHECK(dense.kind == LayerKind::dense);
    CHECK(dense.activation == ActivationNode{ActivationKind::leaky_relu, 0.01});
    REQUIRE(dense.parts.size() == 2);
    CHECK((dense.parts[0].name == "weight" && dense.parts[0].offset == 10 && dense.parts[0].count == 12));
    CHECK((dense.parts[1].name == "bias" && dense.parts[1].offset == 22 && dense.parts[1].count == 3));

    const LayerNode norm = described<On<Sequence, BatchNorm<>>>({10, 100});
    CHECK(norm.find("beta")->offset == 13);
    CHECK(norm.find("mean")->offset == 100);
    CHECK(norm.find("variance")->offset == 103);
    CHECK(norm.epsilon == 1e-5);
}

TEST_CASE("layers within others come in the order of their values") {
    const LayerNode node =
        described<On<Shape<4>, Sequential<BatchNorm<>, Concat<Dense<2>, Sequential<BatchNorm<>, Dense<1>>>>>>(
            {0, 50});
    REQUIRE(node.kind == LayerKind::chain);
    REQUIRE(node.inner.size() == 2);
    CHECK(node.parts.empty());
    const LayerNode& concat = node.inner[1];
    REQUIRE(concat.kind == LayerKind::concat);
    CHECK(concat.output == std::vector<std::size_t>{3});
    CHECK(concat.inner[0].find("weight")->offset == 8);
    CHECK(concat.inner[1].inner[0].find("gamma")->offset == 18);
    CHECK(concat.inner[1].inner[0].find("mean")->offset == 58);
    CHECK(concat.inner[1].inner[1].find("weight")->offset == 26);

    const LayerNode both = described<On<Sequence, Bidirectional<LSTM<2>>>>({0, 0});
    REQUIRE(both.inner.size() == 2);
    CHECK(both.inner[1].find("kernel")->offset == On<Sequence, LSTM<2>>::parameters);
}

TEST_CASE("windows have their padding in numbers") {
    const LayerNode conv = described<
        On<Shape<6, 4>, Conv1D<8, 3, Linear, Conv1DOptions{.padding = causal, .dilation = 2, .groups = 4}>>>(
        {});
    CHECK(conv.columns == Axis{6, 3, 1, 2, 4, 0});
    CHECK((conv.channels == 4 && conv.filters == 8 && conv.groups == 4));
    const LayerNode pool = described<On<Shape<5, 5, 2>, AvgPool2D<2, PoolOptions{.padding = same}>>>({});
    CHECK(pool.is_average);
    CHECK_FALSE(pool.counts_padding);
    CHECK(pool.rows == Axis{5, 2, 2, 1, 0, 1});
    const LayerNode all = described<On<Shape<5, 4, 2>, GlobalMaxPool2D>>({});
    CHECK_FALSE(all.is_average);
    CHECK((all.rows.out() == 1 && all.columns.window == 20 && all.channels == 2));
}

TEST_CASE("a recurrent layer says its cell") {
    const LayerNode gru = described<On<Sequence, GRU<5, Returns::sequence, SiLU>>>({});
    CHECK((gru.kind == LayerKind::gru && gru.units == 5 && gru.gives_sequence));
    CHECK(gru.activation.kind == ActivationKind::silu);
    CHECK(gru.gate.kind == ActivationKind::cell_sigmoid);
    CHECK_FALSE(gru.resets_before);
    CHECK(described<On<Sequence, GRU<5, Returns::last, Tanh, Sigmoid, Resets::before>>>({}).resets_before);
    CHECK(described<On<Sequence, NoBias<SimpleRNN<5>>>>({}).find("bias") == nullptr);
    CHECK(described<On<Sequence, WithInitialState<LSTM<5>>>>({}).find("c0"));
}

TEST_CASE("what is frozen, rated, repeated or a head is as ever, where its values are") {
    using Net = Network<Input<4>, Frozen<Dense<3>>, Rated<Repeated<2, Dense<3>>, std::ratio<2>>,
                        Heads<Dense<1>, Frozen<Dense<2>>>>;
    const LayerNode net = described<Net::body>({0, Net::parameter_count});
    CHECK(net.inner[0].kind == LayerKind::dense);
    CHECK(net.inner[0].find("weight")->offset == Net::parameter_count);
    CHECK(net.inner[0].find("bias")->offset == Net::parameter_count + 12);
    const LayerNode& twice = net.inner[1];
    CHECK((twice.kind == LayerKind::chain && twice.inner.size() == 2));
    CHECK(twice.inner[1].inner[0].find("weight")->offset == 0);
    const LayerNode& heads = net.inner[2];
    CHECK(heads.kind == LayerKind::concat);
    CHECK(heads.inner[0].find("weight")->offset == 12);
    CHECK(heads.inner[1].find("weight")->offset == Net::parameter_count + 15);
}
