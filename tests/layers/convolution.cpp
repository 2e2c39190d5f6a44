#include <catch2/catch.hpp>
#include <ctnn/activations/gelu.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/layers/conv2d.hpp>
#include <ctnn/layers/sequential.hpp>

using namespace ctnn;

namespace {

template <class L>
concept HasLogits = requires { typename L::logits; };

static_assert(HasLogits<placed<Conv2D<3, 2, GELU>, Shape<4, 4, 1>>>);
static_assert(!HasLogits<placed<Conv2D<3, 2, Softmax>, Shape<4, 4, 1>>>,
              "each pixel has a softmax of its own");

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
static_assert(std::is_same_v<mistake<Conv2D<1, 3, int>, Image>, error::is_not_an_activation<int>>);
static_assert(std::is_same_v<mistake<Conv2D<1, 3, Linear, ConvOptions{}, int>, Image>,
                             error::is_not_an_initializer<int>>);
static_assert(std::is_same_v<mistake<Conv<6, Size2D{1, 29}>, Image>,
                             error::the_conv_kernel_is_larger_than_the_image<29, Image>>);
static_assert(std::is_same_v<mistake<Conv<6, 11, ConvOptions{.dilation = 3}>, Image>,
                             error::the_conv_kernel_is_larger_than_the_image<31, Image>>,
              "gaps count");
static_assert(std::is_same_v<placed<Conv<6, 29, ConvOptions{.padding = pad(1, 0)}>, Shape<28, 29, 1>>::output,
                             Shape<2, 1, 6>>,
              "but so does padding");

}  // namespace

TEST_CASE("convolution: how weights start", "[layers]") {
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

TEST_CASE("convolution: a part of a sequence of layers", "[layers]") {
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
