#include <layers/laws.hpp>

#include <array>
#include <ctnn/ctnn.hpp>
#include <ratio>

using namespace ctnn;

namespace {

template <class Layer, class In>
using FrozenOf = placed<Frozen<Layer>, In>;

static_assert(FrozenOf<Dense<3>, Shape<4>>::parameters == 0 && FrozenOf<Dense<3>, Shape<4>>::state == 15);
static_assert(std::is_same_v<FrozenOf<Frozen<Dense<3>>, Shape<4>>, FrozenOf<Dense<3>, Shape<4>>>);
static_assert(std::is_same_v<FrozenOf<MaxPool2D<2>, Shape<4, 4, 1>>, placed<MaxPool2D<2>, Shape<4, 4, 1>>>);
static_assert(
    std::is_same_v<FrozenOf<Residual<Dense<4>>, Shape<4>>, placed<Residual<Frozen<Dense<4>>>, Shape<4>>>);
// No room for a gradient that nobody wants, where the layer can do without.
static_assert(FrozenOf<LSTM<3>, Shape<4, 2>>::backward_scratch ==
              placed<LSTM<3>, Shape<4, 2>>::backward_scratch);
static_assert(!FrozenOf<NoAffine<BatchNorm<>>, Shape<3>>::couples_samples);
static_assert(FrozenOf<BatchNorm<>, Shape<3>>::tape == 0 &&
              !FrozenOf<BatchNorm<>, Shape<3>>::couples_samples);

/// The gradient of the input is right.
template <class Layer, class In>
void goes_back() {
    using L = FrozenOf<Layer, In>;
    INFO(ctnn::detail::pretty_type<Layer>());
    REQUIRE(laws::gradients_are_central_differences<L, 2>().text() == "");
}

using Net = Network<Input<5>, Frozen<Sequential<Dense<7>, BatchNorm<>, Dropout<std::ratio<1, 2>>>>,
                    Dense<4, Tanh>, Frozen<Dense<3>>>;
using Plain =
    Network<Input<5>, Sequential<Dense<7>, BatchNorm<>, Dropout<std::ratio<1, 2>>>, Dense<4, Tanh>, Dense<3>>;
static_assert(Net::parameter_count == 32 && Net::state_count == 42 + 28 + 15);
static_assert(Net::multiply_adds == Plain::multiply_adds);
static_assert(std::is_same_v<folded<Net>, folded<Plain>> && folded<Net>::state_count == 0);

constexpr std::array<float, 5> x{0.5f, -1, 2, 0.25f, -0.5f};

template <class N>
constexpr Parameters<N> initial() {
    Parameters<N> parameters;
    initialize(parameters, 3);
    return parameters;
}

constexpr bool is_the_same() {
    const auto frozen = initial<Net>();
    const auto plain = initial<Plain>();
    return predict(frozen, x) == predict(plain, x) && predict(fold(frozen), x) == predict(fold(plain), x);
}
static_assert(is_the_same());

}  // namespace

TEST_CASE("frozen: the laws", "[layers]") {
    layer_laws<Frozen<Sequential<Dense<5, Tanh>, BatchNorm<>, Activation<ReLU>>>, Shape<7>>();
}

TEST_CASE("frozen: the gradient of the input", "[layers]") {
    goes_back<Dense<5, GELU>, Shape<3>>();
    goes_back<Conv2D<2, 3, Tanh>, Shape<5, 5, 2>>();
    goes_back<Conv2DTranspose<2, 2>, Shape<3, 3, 2>>();
    goes_back<LSTM<3>, Shape<4, 2>>();
    goes_back<TimeDistributed<Dense<3, Sigmoid>>, Shape<4, 2>>();
    goes_back<Bidirectional<WithInitialState<GRU<2>>>, Shape<3, 2>>();
    goes_back<BatchNorm<>, Shape<3, 2>>();
    goes_back<LayerNorm<>, Shape<5>>();
    goes_back<NoAffine<BatchNorm<>>, Shape<5>>();
    goes_back<PReLU<>, Shape<5>>();
    goes_back<OwnPReLU<>, Shape<5>>();
    goes_back<Dropout<std::ratio<1, 2>>, Shape<4>>();
    goes_back<Concat<Dense<2>, Sequential<Dense<3, Tanh>, Dense<2>>>, Shape<4>>();
}

TEST_CASE("frozen: names, and what stands where", "[layers]") {
    auto frozen = initial<Net>();
    const auto plain = initial<Plain>();
    REQUIRE(frozen.layer<0>().layer<0>().weight[34] == plain.layer<0>().layer<0>().weight[34]);
    REQUIRE(frozen.layer<0>().layer<1>().gamma[0] == 1);
    REQUIRE(frozen.layer<0>().layer<1>().variance[6] == 1);
    REQUIRE(std::as_const(frozen).layer<2>().weight[0] == plain.layer<2>().weight[0]);
    REQUIRE(initial<Net>().layer<2>().bias[0] == 0);
    frozen.layer<2>().bias[1] = 5;
    REQUIRE(frozen.state<2>().bias[1] == 5);

    std::vector<std::string> names, others;
    for_each_part<Net>([&](std::string_view path, const Part& part, std::size_t offset) {
        names.emplace_back(path);
        REQUIRE(part.is_state == (offset >= Net::parameter_count));
    });
    for_each_part<Plain>([&](std::string_view path, const Part&, std::size_t) { others.emplace_back(path); });
    REQUIRE(names == others);
}
