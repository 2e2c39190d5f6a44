#include <ctnn/io/describe_activation.hpp>
#include <ratio>
#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;

namespace {

struct Own : Tanh {};  // which may compute something else

template <class Act>
constexpr ActivationNode node = DescribedActivation<Act>::node;

}  // namespace

static_assert(
    is_described_activation<Linear, Step, Sigmoid, Tanh, ReLU, LeakyReLU, ELU, SELU, Softplus, Softsign,
                            Exponential, GELU, SiLU, Mish, HardSigmoid, KerasHardSigmoid, HardSwish, HardTanh,
                            ReLU6, Softmax, Fast<Tanh>, Fast<Sigmoid>, Fast<Softmax>>);
static_assert(!is_described_activation<Own> && !is_described_activation<Tanh, Own>);
static_assert(is_described_activation<kernels::QuickTanh, kernels::QuickSigmoid>);

static_assert(node<LeakyReLU> == ActivationNode{ActivationKind::leaky_relu, 0.01});
static_assert(node<LeakyReLUOf<std::ratio<3, 10>>> == ActivationNode{ActivationKind::leaky_relu, 0.3});
static_assert(node<HardSigmoid> == ActivationNode{ActivationKind::hard_sigmoid, 1.0 / 6});
static_assert(node<KerasHardSigmoid> == ActivationNode{ActivationKind::hard_sigmoid, 0.2});
static_assert(node<HardTanh> == ActivationNode{ActivationKind::hard_tanh, -1, 1});
static_assert(node<ReLU6> == ActivationNode{ActivationKind::hard_tanh, 0, 6});
static_assert(node<Mish> == ActivationNode{ActivationKind::mish});

TEST_CASE("an activation is a value") { CHECK(node<Softmax>.kind == ActivationKind::softmax); }
