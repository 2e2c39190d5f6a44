#include <array>
#include <cmath>
#include <ctnn/ctnn.hpp>
#include <memory>
#include <type_traits>
#include <vector>

#include <kernels/sizes.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

template <class... Layers>
using Net = Network<Input<6>, Layers...>;
template <class Net, class Wanted>
constexpr bool folds_to = std::is_same_v<folded<Net>, Wanted>;

using Half = Dropout<std::ratio<1, 2>>;
using Noise = GaussianNoise<std::ratio<1, 2>>;
using Norm = BatchNorm<>;

// What goes.
static_assert(folds_to<Net<Dense<4>, Norm, Dense<2>>, Net<Dense<4>, Dense<2>>>);
static_assert(folds_to<Net<Dense<4>, Half, Norm, Norm, Noise, Dense<2>>, Net<Dense<4>, Dense<2>>>);
static_assert(folds_to<Net<Noise, Dense<4>, Activation<ReLU>, Half>, Net<Dense<4, ReLU>>>);
static_assert(folds_to<Net<Dense<4>, Norm, Half, Activation<Tanh>, Dense<2>>, Net<Dense<4, Tanh>, Dense<2>>>);
static_assert(
    folds_to<Net<Dense<4, Linear, LecunNormal>, Norm, Activation<ReLU>>, Net<Dense<4, ReLU, LecunNormal>>>);

// What stays: without a layer to go into, and behind an activation.
static_assert(folds_to<Net<Norm, Dense<2>>, Net<Norm, Dense<2>>>);
static_assert(folds_to<Net<Dense<4, ReLU>, Norm, Half>, Net<Dense<4, ReLU>, Norm>>);
static_assert(folds_to<Net<Dense<4>, Activation<ReLU>, Norm>, Net<Dense<4, ReLU>, Norm>>);
static_assert(folds_to<Net<Dense<4>, Norm, Activation<ReLU>, Activation<Tanh>, Norm>,
                       Net<Dense<4, ReLU>, Activation<Tanh>, Norm>>);
static_assert(folds_to<Net<Norm, Activation<ReLU>, Dense<2>>, Net<Norm, Activation<ReLU>, Dense<2>>>);
static_assert(folds_to<Net<Dense<4>, Norm, Activation<Softmax>>, Net<Dense<4>, Activation<Softmax>>>,
              "which is one of a whole sample");
static_assert(folds_to<Net<Dense<4>, Dense<2, Softmax>>, Net<Dense<4>, Dense<2, Softmax>>>);
static_assert(folds_to<Net<Half, Noise>, Net<Activation<Linear>>>, "a network has a layer");

// Within other layers.
static_assert(folds_to<Net<Residual<Dense<6>, Norm, Half>>, Net<Residual<Dense<6>>>>);
static_assert(folds_to<Net<Residual<Half>>, Net<Residual<Activation<Linear>>>>, "twice the input");
static_assert(folds_to<Net<Sequential<Half, Noise>, Dense<2>>, Net<Dense<2>>>);
static_assert(folds_to<Net<Concat<Half, Sequential<Dense<3>, Norm>>>,
                       Net<Concat<Activation<Linear>, Sequential<Dense<3>>>>>);
static_assert(
    folds_to<Net<Add<Dense<3>, Sequential<Dense<3>, Norm>>>, Net<Add<Dense<3>, Sequential<Dense<3>>>>>);
static_assert(
    folds_to<Net<Multiply<Dense<6>, Sequential<Half>>>, Net<Multiply<Dense<6>, Activation<Linear>>>>);
using Steps = Input<5, 3>;
static_assert(folds_to<Network<Steps, TimeDistributed<Dense<4>>, Norm, TimeDistributed<Half>>,
                       Network<Steps, TimeDistributed<Dense<4>>>>);
static_assert(folds_to<Network<Steps, TimeDistributed<Sequential<Dense<4>, Norm>>>,
                       Network<Steps, TimeDistributed<Sequential<Dense<4>>>>>);
using Image = Input<6, 5, 2>;
static_assert(folds_to<Network<Image, Conv2D<3, 3>, Norm, Flatten>, Network<Image, Conv2D<3, 3>, Flatten>>);
static_assert(folds_to<Network<Image, Conv2DTranspose<3, 3>, Norm>, Network<Image, Conv2DTranspose<3, 3>>>);
static_assert(folds_to<Network<Steps, Conv1D<3, 2>, Norm>, Network<Steps, Conv1D<3, 2>>>);
static_assert(
    folds_to<Network<Steps, Conv1D<3, 2>, Norm, Activation<ReLU>>, Network<Steps, Conv1D<3, 2, ReLU>>>);
static_assert(
    folds_to<Network<Image, Conv2D<3, 3, Linear, ConvOptions{.padding = same}>, Norm, Activation<ReLU>>,
             Network<Image, Conv2D<3, 3, ReLU, ConvOptions{.padding = same}>>>);
static_assert(folds_to<Network<Image, Conv2DTranspose<3, 3>, Norm, Activation<Sigmoid>>,
                       Network<Image, Conv2DTranspose<3, 3, Sigmoid>>>);
static_assert(folds_to<Network<Steps, TimeDistributed<Dense<4>>, Norm, Activation<GELU>>,
                       Network<Steps, TimeDistributed<Dense<4, GELU>>>>);
static_assert(folds_to<Net<Residual<Dense<6>, Norm, Activation<ReLU>>>, Net<Residual<Dense<6, ReLU>>>>);

// A layer without biases is given some where a norm goes into it.
static_assert(folds_to<Net<NoBias<Dense<4>>, Norm, Dense<2>>, Net<Dense<4>, Dense<2>>>);
static_assert(folds_to<Net<NoBias<Dense<4>>, Half, Activation<ReLU>>, Net<NoBias<Dense<4, ReLU>>>>);
static_assert(folds_to<Net<NoBias<Dense<4>>, Activation<ReLU>, Norm>, Net<NoBias<Dense<4, ReLU>>, Norm>>);
static_assert(folds_to<Network<Image, NoBias<Conv2D<3, 3>>, Norm, Activation<ReLU>, Flatten>,
                       Network<Image, Conv2D<3, 3, ReLU>, Flatten>>);
static_assert(folds_to<Network<Steps, TimeDistributed<NoBias<Dense<4>>>, Norm>,
                       Network<Steps, TimeDistributed<NoBias<Dense<4>>>, Norm>>,
              "right, if not quick");
static_assert(folds_to<Network<Steps, NoBias<GRU<4>>, Norm>, Network<Steps, NoBias<GRU<4>>, Norm>>);

static_assert(folded<Net<Dense<4>, Norm>>::state_count == 0);

// One's own, which say how they fold.
struct Mine : Tanh {};
struct Apart : Tanh {
    static constexpr bool folds = false;
};
static_assert(folds_to<Net<Dense<4>, Norm, Activation<Mine>>, Net<Dense<4, Mine>>>);
static_assert(folds_to<Net<Dense<4>, Norm, Activation<Apart>>, Net<Dense<4>, Activation<Apart>>>);

/// y = 2 (x - w) + 1: what scales, goes as BatchNorm goes.
struct Centre {
    template <class In>
    struct on {
        using input = In;
        using output = In;
        static constexpr std::size_t n = In::size, parameters = n;
        static constexpr Affine affine(auto* w, auto*, std::size_t index)
            requires(In::rank == 1)  // else it is not the last axis that a value of w belongs to
        {
            return {double(w[index]), 2, 1};
        }
        static constexpr void predict(auto w, auto x, auto y) {
            for (std::size_t i = 0; i < n; ++i) y[i] = 2 * (x[i] - w[i]) + 1;
        }
        static constexpr void backward(auto, auto, auto, auto dy, auto dx, auto dw) {
            for (std::size_t i = 0; i < n; ++i) dx[i] = 2 * dy[i], dw[i] -= 2 * dy[i];
        }
        static constexpr void initialize(auto, auto&) {}
    };
};
static_assert(folds_to<Net<Dense<4>, Centre, Norm, Dense<2>>, Net<Dense<4>, Dense<2>>>);
static_assert(folds_to<Net<Dense<4, Tanh>, Centre>, Net<Dense<4, Tanh>, Centre>>);
static_assert(folds_to<Net<Residual<Dense<6>, Half, Centre>>, Net<Residual<Dense<6>>>>);
static_assert(folds_to<Network<Steps, Conv1D<3, 2>, Centre>, Network<Steps, Conv1D<3, 2>, Centre>>);

/// Nothing but an activation, and nothing at all when predicting.
struct Bend {
    using sole_activation = Tanh;
    template <class In>
    using on = detail::ActivationOn<In, Tanh>;
};
struct Quiet {
    template <class In>
    struct on : detail::ActivationOn<In, Linear> {
        static constexpr bool only_trains = true;
    };
};
/// Which changes the shape, whatever it says.
struct Loud {
    template <class In>
    struct on : Flatten::on<In> {
        static constexpr bool only_trains = true;
    };
};
static_assert(folds_to<Net<Quiet, Dense<4>, Quiet, Bend, Dense<2>>, Net<Dense<4, Tanh>, Dense<2>>>);
static_assert(folds_to<Network<Steps, Loud, Dense<2>>, Network<Steps, Loud, Dense<2>>>);

/// Weights, running means and variances as after some training.
template <class Net, class T>
std::unique_ptr<Parameters<Net, T>> trained() {
    auto parameters = std::make_unique<Parameters<Net, T>>();
    Random random{1};
    for (T& value : parameters->values) value = T(0.5) + random.uniform<T>();
    return parameters;
}

template <class Net, class T>
void fold_predicts_the_same(double tolerance) {
    const auto parameters = trained<Net, T>();
    const auto into = std::make_unique<Parameters<folded<Net>, T>>();
    fold(*parameters, *into);
    std::array<T, Net::input_size> x{};
    Random random{2};
    for (T& value : x) value = 2 * random.uniform<T>() - 1;
    const auto wanted = predict(*parameters, x), found = predict(*into, x);
    bool differs = false;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        REQUIRE(std::abs(double(found[i]) - double(wanted[i])) <=
                tolerance * (1 + std::abs(double(wanted[i]))));
        differs = differs || wanted[i] != T(0);
    }
    REQUIRE(differs);
}

template <class Net>
void fold_predicts_the_same() {
    fold_predicts_the_same<Net, double>(1e-13);
#ifndef CTNN_TEST_FEW
    fold_predicts_the_same<Net, float>(2e-5);
#endif
}

/// y = ((x * 2 + 1) - 3) / sqrt(0.25 - epsilon + epsilon) * 5 + 7 = 20 x - 13
constexpr auto line = [] {
    Parameters<Network<Input<1>, Dense<1>, BatchNorm<>>, double> p;
    p.layer<0>().weight[0] = 2, p.layer<0>().bias[0] = 1;
    p.layer<1>().gamma[0] = 5, p.layer<1>().beta[0] = 7;
    p.state<1>().mean[0] = 3, p.state<1>().variance[0] = 0.25 - 1e-5;
    return p;
}();
constexpr auto one_layer = fold(line);
static_assert(one_layer.size() == 2);
static_assert(one_layer.values[0] > 19.999999 && one_layer.values[0] < 20.000001);
static_assert(one_layer.values[1] > -13.000001 && one_layer.values[1] < -12.999999);

}  // namespace

TEST_CASE("folded: predicts what the network predicts, but for rounding", "[network]") {
    fold_predicts_the_same<Net<Dense<19>, Norm, Half, Activation<Tanh>, Dense<5>, Norm, Norm>>();
    fold_predicts_the_same<Net<Norm, Dense<9, Tanh>, Norm, Dense<3, Softmax>>>();
    fold_predicts_the_same<Net<Dense<8>, BatchNorm<std::ratio<1, 2>, std::ratio<1, 4>>>>();
}

TEST_CASE("folded: images and sequences", "[network]") {
    fold_predicts_the_same<Network<Image, Conv2D<5, 3>, Norm, Activation<ReLU>, Norm, Flatten, Dense<3>>>();
    fold_predicts_the_same<
        Network<Image, Conv2D<4, 3, Linear, ConvOptions{.stride = 2, .padding = same, .groups = 2}>, Norm>>();
    fold_predicts_the_same<
        Network<Steps, Conv1D<5, 2>, Norm, TimeDistributed<Dense<4>>, Norm, Activation<Sigmoid>>>();
    fold_predicts_the_same<
        Network<Steps, Conv1D<5, 2>, Norm, Activation<ELU>, Half, Activation<Tanh>, Norm>>();
}

TEST_CASE("folded: transposed convolutions, whose outputs are not the last axis of their weights",
          "[network]") {
    fold_predicts_the_same<Network<Image, Conv2DTranspose<3, 3>, Norm, Activation<Tanh>>>();
    fold_predicts_the_same<
        Network<Input<4, 3, 6>, Conv2DTranspose<4, 2, Linear, ConvTransposeOptions{.stride = 2, .groups = 2}>,
                Norm>>();
}

TEST_CASE("folded: within other layers, which keep their state where it stays", "[network]") {
    fold_predicts_the_same<Net<Half, Residual<Dense<6>, Norm, Norm>, Norm, Dense<4>>>();
    fold_predicts_the_same<Net<Concat<Half, Sequential<Norm, Dense<3>, Norm>, Norm>, Dense<4>, Norm>>();
    fold_predicts_the_same<
        Net<Dense<4>, Norm, Multiply<Sequential<Dense<6, Tanh>, Norm>, Sequential<Noise, Dense<6>, Norm>>>>();
    fold_predicts_the_same<Net<Sequential<Half>, Add<Norm, Residual<Noise>>, Sequential<Dense<3>, Norm>>>();
    fold_predicts_the_same<
        Network<Steps, TimeDistributed<Sequential<Norm, Dense<4>, Norm>>, LayerNorm<>, RMSNorm<>>>();
}

TEST_CASE("folded: layers without biases are given some", "[network]") {
    fold_predicts_the_same<Net<NoBias<Dense<19>>, Norm, Activation<Tanh>, NoBias<Dense<5>>, Half>>();
    fold_predicts_the_same<Network<Image, NoBias<Conv2D<5, 3, Linear, ConvOptions{.stride = 2}>>, Norm, Norm,
                                   Activation<ReLU>, NoBias<Conv2DTranspose<3, 3>>, Norm>>();
    fold_predicts_the_same<
        Network<Steps, NoBias<Conv1D<5, 2>>, Norm, TimeDistributed<NoBias<Dense<4>>>, Norm>>();
}

TEST_CASE("folded: layers and activations of one's own", "[network]") {
    fold_predicts_the_same<Net<Dense<5>, Centre, Norm, Activation<Mine>, Quiet, Dense<4>, Bend>>();
}

TEST_CASE("folded: a network with nothing to fold keeps its parameters, bit for bit", "[network]") {
    using Plain = Net<Dense<4, Tanh>, BatchNorm<>, Residual<Dense<4>>>;
    const auto parameters = trained<Plain, float>();
    const Parameters<Plain> kept = fold(*parameters);
    for (std::size_t i = 0; i < kept.size(); ++i) REQUIRE(kept.values[i] == parameters->values[i]);
}
