#include <ctnn/io/onnx_activations.hpp>

#include <cmath>
#include <ctnn/ctnn.hpp>
#include <io/onnx_shown.hpp>
#include <limits>
#include <ratio>
#include <string>
#include <type_traits>

#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;

namespace {

struct MyTanh : Tanh {};

template <class Act>
using Only = Network<Input<2>, Activation<Act>>;

template <class Act>
std::string nodes() {
    return shown::nodes<Only<Act>>();
}

}  // namespace

// One that derives from ours may do something else.
static_assert(std::is_same_v<OnnxActivation<MyTanh>::unknown, MyTanh>);
static_assert(std::is_void_v<OnnxActivation<Tanh>::unknown>);
static_assert(std::is_same_v<FirstUnknown<OnnxActivation<Tanh>, OnnxActivation<MyTanh>>::type, MyTanh>);
static_assert(std::is_void_v<FirstUnknown<OnnxActivation<Tanh>, OnnxActivation<Fast<Softmax>>>::type>);

TEST_CASE("onnx_activations: operators of their own", "[io]") {
    REQUIRE(nodes<Linear>() == "output = Identity(input)\n");
    REQUIRE(nodes<ReLU>() == "output = Relu(input)\n");
    REQUIRE(nodes<Tanh>() == "output = Tanh(input)\n");
    REQUIRE(nodes<Fast<Tanh>>() == "output = Tanh(input)\n");
    REQUIRE(nodes<Sigmoid>() == "output = Sigmoid(input)\n");
    REQUIRE(nodes<Softplus>() == "output = Softplus(input)\n");
    REQUIRE(nodes<Softsign>() == "output = Softsign(input)\n");
    REQUIRE(nodes<Exponential>() == "output = Exp(input)\n");
    REQUIRE(nodes<HardSwish>() == "output = HardSwish(input)\n");
    REQUIRE(nodes<ELU>() == "output = Elu(input), alpha 1\n");
    REQUIRE(nodes<SELU>() == "output = Selu(input), alpha 1.67326, gamma 1.0507\n");
    REQUIRE(nodes<LeakyReLU>() == "output = LeakyRelu(input), alpha 0.01\n");
    REQUIRE(nodes<LeakyReLUOf<std::ratio<3, 10>>>() == "output = LeakyRelu(input), alpha 0.3\n");
    REQUIRE(nodes<HardSigmoid>() == "output = HardSigmoid(input), alpha 0.166667, beta 0.5\n");
    REQUIRE(nodes<KerasHardSigmoid>() == "output = HardSigmoid(input), alpha 0.2, beta 0.5\n");
    REQUIRE(nodes<Softmax>() == "output = Softmax(input), axis -1\n");
}

TEST_CASE("onnx_activations: put together of several", "[io]") {
    REQUIRE(nodes<Step>() ==
            "layers.0/Greater = Greater(input, layers.0.constant)\noutput = Cast(layers.0/Greater), to 1\n");
    REQUIRE(nodes<SiLU>() == "layers.0/Sigmoid = Sigmoid(input)\noutput = Mul(input, layers.0/Sigmoid)\n");
    REQUIRE(nodes<Mish>() ==
            "layers.0/Softplus = Softplus(input)\nlayers.0/Tanh = Tanh(layers.0/Softplus)\n"
            "output = Mul(input, layers.0/Tanh)\n");
    REQUIRE(nodes<GELU>() ==
            "layers.0/Div = Div(input, layers.0.constant)\nlayers.0/Erf = Erf(layers.0/Div)\n"
            "layers.0/Add = Add(layers.0/Erf, layers.0.constant_2)\n"
            "layers.0/Mul = Mul(input, layers.0/Add)\noutput = Mul(layers.0/Mul, layers.0.constant_3)\n");
    const std::string gelu = shown::model<Only<GELU>, double>();
    REQUIRE(shown::constant(gelu, "layers.0.constant").values == std::vector<double>{std::sqrt(2.0)});
    REQUIRE(shown::constant(gelu, "layers.0.constant_3").values == std::vector<double>{0.5});
}

TEST_CASE("onnx_activations: clipped", "[io]") {
    using Clipped = HardTanhOf<std::ratio<-1, 2>, std::ratio<20>>;
    REQUIRE(nodes<Clipped>() == "output = Clip(input, layers.0.constant, layers.0.constant_2)\n");
    const std::string own = shown::model<Only<Clipped>>(), relu6 = shown::model<Only<ReLU6>>();
    REQUIRE(shown::constant(own, "layers.0.constant").values == std::vector<double>{-0.5});
    REQUIRE(shown::constant(own, "layers.0.constant_2").values == std::vector<double>{20});
    REQUIRE(shown::constant(relu6, "layers.0.constant").values == std::vector<double>{0});
    REQUIRE(shown::constant(relu6, "layers.0.constant_2").values == std::vector<double>{6});
}
