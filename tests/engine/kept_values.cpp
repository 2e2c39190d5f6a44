#include <ctnn/ctnn.hpp>
#include <ctnn/engine/kept_values.hpp>

#include <testing.hpp>
#include <type_traits>

using namespace ctnn;
using namespace boost::hana::literals;

namespace {

using Net = Network<Input<2>, Sequential<Dense<3>, Residual<Dense<3>>>, Concat<Dense<2>, Activation<Linear>>,
                    BatchNorm<>, Dense<4>>;

// Each value is its place in the block, from 1 on.
constexpr Parameters<Net> made() {
    Parameters<Net> parameters;
    for (std::size_t i = 0; i < parameters.size(); ++i) parameters.values[i] = static_cast<float>(i + 1);
    return parameters;
}

constexpr float sum_of(const auto& values) {
    float sum = 0;
    for (const float value : values) sum += value;
    return sum;
}

constexpr auto named = made();

// Read at once.
static_assert(made().layer<0>().layer<0>().weight[1] == 2);
static_assert(made().layer<0>().layer<1>().layer<0>().bias[2] == 21);
static_assert(made().layer<1>().branch<0>().weight[0] == 22);
static_assert(made()[0_c][0_c].weight[1] == 2 && made()[3_c].bias[3] == named[3_c].bias[3]);
static_assert(made().trained()[3] == 4 && made().state()[0] == Net::parameter_count + 1);
static_assert(made().state<2>().variance[0] == named.state<2>().variance[0]);
static_assert(sum_of(made().layer<1>().branch<0>().weight) == sum_of(named.layer<1>().branch<0>().weight));

// What a name or a reference prolongs.
constexpr bool prolonged() {
    float sum = 0;
    for (const float value : made().layer<0>().layer<1>().layer<0>().bias) sum += value;
    for (const float value : made().trained()) sum += value;
    const auto layer = made().layer<3>();
    const auto copied = layer;
    const auto weight = copied.weight;
    const auto inner = made().layer<0>().layer<0>();
    auto&& state = made().state<2>().mean;
    return sum == 19 + 20 + 21 + sum_of(named.trained()) && weight[1] == named.layer<3>().weight[1] &&
           weight.data() == copied.weight.data() && weight.data() != layer.weight.data() &&
           inner.bias[1] == 8 && state[0] == named.state<2>().mean[0];
}
static_assert(prolonged());

// By names of the program's own.
constexpr bool bound() {
    const auto [weight, bias] = made().layer<3>();
    auto [gamma, beta] = made()[2_c];
    auto&& [kept] = made().layer<0>();
    const auto inner = made().layer<0>().layer<0>();
    const auto& [inner_weight, inner_bias] = inner;
    return weight[1] == named.layer<3>().weight[1] && bias[3] == named.layer<3>().bias[3] &&
           gamma[0] + 1 == gamma[1] && beta[0] == gamma[4] + 1 && kept[20] == 21 && inner_weight[0] == 1 &&
           inner_bias[2] == 9;
}
static_assert(bound());

// A function that takes them for the time of its call.
constexpr float last_of(std::span<const float> values) { return values.back(); }
static_assert(last_of(made().layer<0>().layer<0>().weight) == 6 && last_of(made().trained()) > 6);

// Parameters that have a name give views, as they did; a const one may be returned.
constexpr auto first_weight(Parameters<Net>& parameters) {
    const auto weight = parameters.layer<0>().layer<0>().weight;
    return weight;
}
constexpr bool returned() {
    auto parameters = made();
    first_weight(parameters)[0] = 5;
    return parameters.values[0] == 5;
}
static_assert(returned());
static_assert(named.layer<3>().weight.data() == named.data() + Net::parameter_count - 4 - 20);
static_assert(std::is_trivially_copy_constructible_v<Values<float, 3>> &&
              std::is_trivially_move_constructible_v<Values<float, 3>>);
static_assert(!std::is_constructible_v<Values<const float, 3>, const Values<const float, 3>>);

}  // namespace

TEST_CASE("kept_values: a stack of a WaveNet, and the two ways of a bidirectional layer", "[engine]") {
    using Wave = Network<Input<4, 1>, WaveNet<WaveNetStack<2, Dilated<2, 1, 2>, 1>>>;
    using Ways = Network<Input<4, 2>, Bidirectional<LSTM<2>>>;
    static Parameters<Wave> wave;
    static Parameters<Ways> ways;
    initialize(wave, 1);
    initialize(ways, 2);
    const auto copy = [](const auto& from) { return from; };
    REQUIRE(copy(wave).layer<0>().stack<0>().layer<1>().conv.weight[2] ==
            wave.layer<0>().stack<0>().layer<1>().conv.weight[2]);
    REQUIRE(copy(ways).layer<0>().backward.kernel[3] == ways.layer<0>().backward.kernel[3]);
}
