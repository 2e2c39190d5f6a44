#include <layers/laws.hpp>

#include <array>
#include <cmath>
#include <ctnn/activations/silu.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/layers/wave_net.hpp>
#include <memory>

using namespace ctnn;

namespace {

using Small = WaveNet<
    WaveNetStack<3, Dilated<3, 1, 2>, 2, Tanh, WaveNetOptions{.head_kernel = 2}>,
    WaveNetStack<2, InTurn<Dilated<2, 1>, Dilated<3, 4>>, 1, SiLU,
                 WaveNetOptions{.gated = true, .head_bias = true, .head_kernel = 3, .head_dilation = 2}>>;
using Placed = placed<Small, Shape<9, 2>>;
static_assert(std::is_same_v<Placed::output, Shape<9, 1>>);
// Rechannel, two layers and head; then the same but for the last layer's output.
constexpr std::size_t first = 2 * 3 + 2 * (3 * 3 * 3 + 3 + 2 * 3 + 3 * 3 + 3) + 2 * 3 * 2;
static_assert(Placed::parameters ==
              first + 3 * 2 + (2 * 2 * 4 + 4 + 2 * 4 + 2 * 2 + 2) + (3 * 2 * 4 + 4 + 2 * 4) + 3 * 2 * 1 + 1);
static_assert(Placed::stream::delay == 0 && Placed::stream::period == 1);

template <class Layer, class In = Shape<9, 2>>
using Mistake = typename placed<Layer, In>::mistake;
using Good = WaveNetStack<3, Dilated<3, 1>, 2>;
static_assert(std::is_same_v<Mistake<WaveNet<>>, error::a_WaveNet_needs_at_least_one_stack<Shape<9, 2>>>);
static_assert(
    std::is_same_v<Mistake<WaveNet<Tanh>>, error::a_WaveNet_is_made_of_WaveNetStacks_but_was_given<Tanh>>);
static_assert(
    std::is_same_v<
        Mistake<WaveNet<Good, Good>>,
        error::the_outputs_of_a_WaveNetStack_are_the_channels_of_the_next_but_these_are<2>::and_those<3>>);
static_assert(std::is_same_v<Mistake<WaveNet<Good>, Shape<9>>,
                             error::a_WaveNet_needs_steps_features_but_the_layer_before_it_gives<Shape<9>>>);
using cannot_have = error::a_WaveNetStack_cannot_have<0>;
static_assert(std::is_same_v<Mistake<WaveNet<WaveNetStack<3, Dilated<3>, 2>>>, cannot_have::layers>);
static_assert(std::is_same_v<Mistake<WaveNet<WaveNetStack<0, Dilated<3, 1>, 2>>>, cannot_have::channels>);
static_assert(std::is_same_v<Mistake<WaveNet<WaveNetStack<3, Dilated<3, 1>, 0>>>, cannot_have::outputs>);
static_assert(
    std::is_same_v<Mistake<WaveNet<WaveNetStack<3, Dilated<0, 1>, 2>>>, cannot_have::steps_in_a_kernel>);
static_assert(std::is_same_v<Mistake<WaveNet<WaveNetStack<3, Dilated<3, 1, 0>, 2>>>, cannot_have::dilation>);
static_assert(std::is_same_v<
              Mistake<WaveNet<WaveNetStack<3, Dilated<3, 1>, 2, Tanh, WaveNetOptions{.head_kernel = 0}>>>,
              cannot_have::steps_in_a_kernel>);
static_assert(std::is_same_v<Mistake<WaveNet<WaveNetStack<3, Dilated<3, 1>, 2, Softmax>>>,
                             error::a_WaveNet_takes_an_activation_of_single_values_unlike<Softmax>>);

// What NeuralAmpModelerCore gives for the same model, whose parameters are sin(i) / 2, of sin(0.7 t), when it
// begins with zeros in all layers: g++ 12, its files of 0.7.0.
constexpr std::size_t steps = 24;
using Model =
    WaveNet<WaveNetStack<3, InTurn<Dilated<2, 1, 3>, Dilated<4, 2>>, 2, SiLU, WaveNetOptions{.gated = true}>,
            WaveNetStack<2, Dilated<3, 1, 5>, 1, Tanh, WaveNetOptions{.head_bias = true, .head_kernel = 4}>>;
constexpr std::array<float, steps> golden{
    0.30373776f,   0.217957109f, 0.0610533953f, 0.226418167f,  0.389373332f, 0.122340202f,
    0.194697648f,  0.381944001f, 0.16052793f,   0.0721860677f, 0.244533584f, 0.341073334f,
    0.0823541731f, 0.275375515f, 0.352146775f,  0.366166353f,  0.358080834f, 0.341922879f,
    0.292849123f,  0.206678942f, 0.240419984f,  0.304219484f,  0.290061593f, 0.328079909f};

}  // namespace

TEST_CASE("wave_net: the laws", "[layers]") { layer_laws<Small, Shape<9, 2>>(); }

TEST_CASE("wave_net: as NeuralAmpModelerCore has it", "[layers]") {
    laws::Bench<placed<Model, Shape<steps, 1>>, 1, float> bench;
    for (std::size_t i = 0; i < bench.w.size(); ++i) bench.w[i] = 0.5f * std::sin(float(i));
    for (std::size_t t = 0; t < steps; ++t) bench.x[t] = std::sin(0.7f * float(t));
    bench.predict();
    for (std::size_t t = 0; t < steps; ++t) REQUIRE(bench.y[t] == Approx(golden[t]).margin(5e-7));
}

TEST_CASE("wave_net: its values by name", "[layers]") {
    std::array<float, Placed::parameters> w{};
    for (std::size_t i = 0; i < w.size(); ++i) w[i] = float(i);
    const auto named = Placed::named<float>(std::span<float, Placed::parameters>(w));
    CHECK(named.stack<0>().rechannel().weight.size() == 6);
    CHECK(named.stack<0>().layer<1>().conv.weight[0] == 6 + 48);
    CHECK(named.stack<0>().layer<1>().output.bias.size() == 3);
    CHECK(named.stack<0>().head().weight[0] == float(first - 12));
    CHECK(named.stack<1>().rechannel().weight[0] == float(first));
    CHECK(named.stack<1>().layer<1>().mixin.weight.size() == 8);
    CHECK(named.stack<1>().head().bias[0] == float(Placed::parameters - 1));
}
