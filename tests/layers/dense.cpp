#include <layers/laws.hpp>

#include <ctnn/activations/elu.hpp>
#include <ctnn/activations/gelu.hpp>
#include <ctnn/activations/hard_sigmoid.hpp>
#include <ctnn/activations/hard_swish.hpp>
#include <ctnn/activations/hard_tanh.hpp>
#include <ctnn/activations/leaky_relu.hpp>
#include <ctnn/activations/mish.hpp>
#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/relu6.hpp>
#include <ctnn/activations/selu.hpp>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/silu.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/dense.hpp>

using namespace ctnn;

namespace {

using Small = placed<Dense<3, Tanh>, Shape<2, 2>>;
static_assert(Small::parameters == 15 && Small::weights == 12 && Small::multiply_adds == 12);
static_assert(Small::state == 0 && Small::tape == 0 && Small::scratch == 0);
static_assert(std::is_same_v<Small::output, Shape<3>>);
static_assert(std::is_same_v<Small::logits, placed<Dense<3, Linear, GlorotUniform>, Shape<2, 2>>>);
static_assert(placed<Dense<3, GELU>, Shape<4>>::tape == 3, "GELU's slope needs z");

template <class Act, class Init>
constexpr bool starts_with = std::is_same_v<Dense<3, Act>, Dense<3, Act, Init>>;
static_assert(starts_with<ReLU, HeNormal> && starts_with<LeakyReLU, HeNormal> && starts_with<ELU, HeNormal>);
static_assert(starts_with<LeakyReLUOf<std::ratio<1, 5>>, HeNormal>);
static_assert(starts_with<GELU, HeNormal> && starts_with<SELU, LecunNormal>);
static_assert(starts_with<SiLU, HeNormal> && starts_with<Mish, HeNormal> && starts_with<HardSwish, HeNormal>);
static_assert(starts_with<ReLU6, HeNormal> && starts_with<HardTanh, GlorotUniform> &&
              starts_with<HardSigmoid, GlorotUniform>);
struct Derived : ReLU {};
static_assert(starts_with<Derived, HeNormal>, "what an activation derives from says it");
static_assert(starts_with<Linear, GlorotUniform> && starts_with<Tanh, GlorotUniform> &&
              starts_with<Softmax, GlorotUniform>);

}  // namespace

TEST_CASE("dense: the laws, around the width of a register", "[layers]") {
    layer_laws<Dense<1, Sigmoid>, Shape<1>>();
    layer_laws<Dense<3, Tanh>, Shape<2>>();
    layer_laws<Dense<17>, Shape<5>>();
    layer_laws<Dense<16, Tanh>, Shape<15>>();
    layer_laws<Dense<5, Tanh>, Shape<3, 3, 2>>();
}

TEST_CASE("dense: the laws with activations that keep z, or work on whole samples", "[layers]") {
    layer_laws<Dense<9, GELU>, Shape<4>>();
    layer_laws<Dense<7, Softmax>, Shape<4>>();
}

TEST_CASE("dense: the laws on an input that is searched for zeros", "[layers]") {
    layer_laws<Dense<5, Tanh>, SparseShape<7>>();
    layer_laws<Dense<17, GELU>, SparseShape<5, 4>>();
}

TEST_CASE("dense: weights by input and output, bias zero at first", "[layers]") {
    std::array<float, Small::parameters> w{};
    Random random{1};
    Small::initialize<float>(w, {}, random);
    const auto named = Small::named<float>(w);
    REQUIRE(named.weight.data() == w.data());
    REQUIRE(named.bias.data() == w.data() + 12);
    REQUIRE(std::all_of(named.bias.begin(), named.bias.end(), [](float b) { return b == 0; }));
    REQUIRE(std::any_of(named.weight.begin(), named.weight.end(), [](float v) { return v != 0; }));
}
