#include <ctnn/activations/gelu.hpp>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/conv2d.hpp>
#include <ctnn/layers/conv2d_transpose.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/sequential.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/train/learner.hpp>
#include <ctnn/train/losses/cross_entropy.hpp>
#include <ctnn/train/optimizers/adam.hpp>
#include <reference/convolution.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

template <class L>
concept HasLogits = requires { typename L::logits; };

static_assert(HasLogits<placed<Conv2D<3, 2, GELU>, Shape<4, 4, 1>>>);
static_assert(std::same_as<typename placed<Conv2D<3, 2, Softmax>, Shape<4, 4, 1>>::activation,
                           detail::EachPlace<Softmax>>,
              "each pixel has a softmax of its own, and logits");
static_assert(placed<Conv2D<3, 2>, Shape<4, 4, 1>>::output_of(7) == 1, "filters lie side by side");

template <class L, class In>
using mistake = typename placed<L, In>::mistake;
using Image = Shape<28, 28, 2>;
template <std::size_t Filters, Size2D Kernel, ConvOptions Options = ConvOptions{}>
using Conv = Conv2D<Filters, Kernel, Linear, Options>;

static_assert(std::is_same_v<mistake<Conv<0, 3>, Image>, error::a_convolution_cannot_have<0>::filters>);
static_assert(std::is_same_v<mistake<Conv<1, Size2D{3, 0}>, Image>,
                             error::a_convolution_cannot_have<0>::kernel_rows_or_columns>);
static_assert(std::is_same_v<mistake<Conv<1, 3, ConvOptions{.stride = Size2D{0, 1}}>, Image>,
                             error::a_convolution_cannot_have<0>::stride>);
static_assert(std::is_same_v<mistake<Conv<1, 3, ConvOptions{.dilation = 0}>, Image>,
                             error::a_convolution_cannot_have<0>::dilation>);
static_assert(std::is_same_v<mistake<Conv<1, 3, ConvOptions{.groups = 0}>, Image>,
                             error::a_convolution_cannot_have<0>::groups>);
static_assert(std::is_same_v<mistake<Conv2D<1, 3, int>, Image>,
                             error::is_not_an_activation<int>::that_has_value_of_z_and_slope_of_z_y>);
static_assert(
    std::is_same_v<mistake<Conv2D<1, 3, Linear, ConvOptions{}, int>, Image>,
                   error::is_not_an_initializer<int>::that_has_fill_of_weights_inputs_outputs_random>);
static_assert(std::is_same_v<mistake<Conv<6, Size2D{1, 29}>, Image>,
                             error::the_conv_kernel_is_larger_than_the_image<29, Image>>);
static_assert(std::is_same_v<mistake<Conv<6, 11, ConvOptions{.dilation = 3}>, Image>,
                             error::the_conv_kernel_is_larger_than_the_image<31, Image>>,
              "gaps count");
static_assert(std::is_same_v<placed<Conv<6, 29, ConvOptions{.padding = pad(1, 0)}>, Shape<28, 29, 1>>::output,
                             Shape<2, 1, 6>>,
              "but so does padding");

}  // namespace

TEST_CASE("convolution: how weights start", "[engine]") {
    using L = placed<Conv2D<200, 3, Linear, ConvOptions{.groups = 2}>, Shape<5, 5, 8>>;
    static std::array<float, L::parameters> w{};
    Random random{1};
    L::initialize<float>(w, {}, random);
    const auto named = L::named<float>(w);
    REQUIRE(named.weight.data() == w.data());
    REQUIRE(named.bias.data() == w.data() + 3 * 3 * 4 * 200);
    REQUIRE(std::all_of(named.bias.begin(), named.bias.end(), [](float b) { return b == 0; }));
    // Glorot's limit: an output sees 36 values, a value goes to 1800 outputs.
    const float most = *std::max_element(named.weight.begin(), named.weight.end());
    REQUIRE(most == Approx(std::sqrt(6.0 / (36 + 1800))).epsilon(0.001));
}

TEST_CASE("convolution: a part of a sequence of layers", "[engine]") {
    using L = placed<Sequential<Conv2D<2, 2>, Conv2D<1, 2>>, Shape<3, 3, 1>>;
    static_assert(std::is_same_v<L::output, Shape<1, 1, 1>>);
    constexpr auto sum = [] {
        std::array<float, L::parameters> w{};
        w.fill(1);
        std::array<float, 9> x{1, 2, 3, 4, 5, 6, 7, 8, 9};
        std::array<float, 1> y{};
        std::array<float, L::scratch> work{};
        L::predict<1, float>(w, {}, x, y, work);
        return y[0];
    }();
    // Four sums of 2 x 2 pixels and a bias, in two filters, and a bias.
    static_assert(sum == 2 * (12 + 16 + 24 + 28 + 4) + 1);
    REQUIRE(sum == 169);
}

namespace {

/// Three steps of Adam, as PyTorch takes them.
template <class T>
void trains_as_pytorch(double tolerance) {
    namespace r = reference::convolution::training;
    using Net = Network<Input<6, 6, 1>, Conv2D<3, 3, Tanh, ConvOptions{.padding = same}>,
                        Conv2D<4, 3, Sigmoid, ConvOptions{.stride = 2}>,
                        Conv2DTranspose<2, 2, Tanh, ConvTransposeOptions{.stride = 2}>, Dense<3, Softmax>>;
    static_assert(Net::parameter_count == std::size(r::before));
    Learner<Net, CrossEntropy, Adam, r::samples, T> learner{{.learning_rate = 0.02f}, 1};
    const auto near = [&](T a, double b) { return std::abs(double(a) - b) <= tolerance * (1 + std::abs(b)); };
    for (std::size_t i = 0; i < Net::parameter_count; ++i) learner.parameters.values[i] = T(r::before[i]);
    const std::vector<T> x(std::begin(r::inputs), std::end(r::inputs)),
        t(std::begin(r::targets), std::end(r::targets));
    for (std::size_t s = 0; s < r::steps; ++s)
        REQUIRE(near(learner.step(View<T, r::samples * 36>(x.data(), x.size()),
                                  View<T, r::samples * 3>(t.data(), t.size())),
                     r::losses[s]));
    for (std::size_t i = 0; i < Net::parameter_count; ++i) {
        CAPTURE(i);
        REQUIRE(near(learner.parameters.values[i], r::after[i]));
    }
}

}  // namespace

TEST_CASE("convolution: networks learn as PyTorch's do", "[engine]") {
    trains_as_pytorch<float>(1e-5);
    trains_as_pytorch<double>(1e-10);
}
