#include <layers/convolution_reference.hpp>
#include <layers/laws.hpp>

#include <ctnn/activations/gelu.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/conv2d_transpose.hpp>

using namespace ctnn;

namespace {

using Small = placed<Conv2DTranspose<3, Size2D{2, 3}, Tanh>, Shape<4, 5, 2>>;
static_assert(std::is_same_v<Small::output, Shape<5, 7, 3>>);
static_assert(Small::weights == 2 * 3 * 2 * 3 && Small::parameters == Small::weights + 3);
static_assert(Small::multiply_adds == 4 * 5 * Small::weights);
static_assert(std::is_same_v<Small::activation, Tanh>);
static_assert(std::is_same_v<Small::logits::activation, Linear>);

template <Size2D Kernel, ConvTransposeOptions Options, class In>
using On = placed<Conv2DTranspose<6, Kernel, Linear, Options>, In>;
using In = Shape<5, 4, 2>;
using Options = ConvTransposeOptions;
static_assert(std::is_same_v<On<4, Options{.stride = 2, .padding = pad(1)}, In>::output, Shape<10, 8, 6>>);
static_assert(std::is_same_v<On<3, Options{.stride = 2, .padding = same}, In>::output, Shape<10, 8, 6>>);
static_assert(std::is_same_v<On<1, Options{.stride = 3, .padding = same}, In>::output, Shape<15, 12, 6>>);
static_assert(
    std::is_same_v<On<3, Options{.stride = 2, .output_padding = Size2D{1, 0}}, In>::output, Shape<12, 9, 6>>);
static_assert(std::is_same_v<On<3, Options{.dilation = 2}, In>::output, Shape<9, 8, 6>>);

template <class L>
using mistake = typename L::mistake;
static_assert(std::is_same_v<
              mistake<On<3, Options{.stride = 2, .output_padding = 2}, In>>,
              error::output_padding_of_a_transposed_conv_is_less_than_its_stride<2>::but_this_one_is<2>>);
static_assert(std::is_same_v<mistake<On<3, Options{.padding = pad(2, 3)}, In>>,
                             error::padding_takes_away_all_that_a_transposed_conv_makes_of<In>>);
static_assert(
    std::is_same_v<mistake<On<3, Options{.groups = 3}, In>>,
                   error::conv_groups_divide_the_channels_and_the_filters_but<3>::does_not_divide<2, 6>>);

}  // namespace

TEST_CASE("conv2d_transpose: the laws", "[layers]") {
    layer_laws<Conv2DTranspose<5, Size2D{2, 3}, Tanh>, Shape<3, 2, 2>>();
    layer_laws<Conv2DTranspose<3, 3, GELU, Options{.stride = 2, .padding = same}>, Shape<2, 3, 4>>();
    layer_laws<Conv2DTranspose<4, 2, Linear,
                               Options{.stride = Size2D{3, 2},
                                       .padding = pad(1, 0, 0, 2),
                                       .output_padding = 1,
                                       .dilation = 2,
                                       .groups = 2}>,
               Shape<2, 3, 2>>();
}

TEST_CASE("conv2d_transpose: a pixel paints the kernel", "[layers]") {
    using L = placed<Conv2DTranspose<1, 2>, Shape<1, 2, 1>>;
    constexpr auto y = [] {
        std::array<float, L::parameters> w{1, 2, 3, 4, 100};
        std::array<float, 2> x{1, 10};
        std::array<float, 6> painted{};
        L::predict<1, float>(w, {}, x, painted, {});
        return painted;
    }();
    static_assert(y[0] == 101 && y[1] == 112 && y[2] == 120);
    static_assert(y[3] == 103 && y[4] == 134 && y[5] == 140);
    REQUIRE(y[5] == 140);
}

TEST_CASE("conv2d_transpose: how weights start", "[layers]") {
    using L = placed<Conv2DTranspose<50, 4, Linear, Options{.stride = 2, .groups = 2}>, Shape<2, 2, 6>>;
    static std::array<float, L::parameters> w{};
    Random random{1};
    L::initialize<float>(w, {}, random);
    const auto named = L::named<float>(w);
    REQUIRE(std::all_of(named.bias.begin(), named.bias.end(), [](float b) { return b == 0; }));
    // Glorot's limit: an output sees 4 pixels of 3 channels, a pixel goes to 16 of 50 filters.
    const float most = *std::max_element(named.weight.begin(), named.weight.end());
    REQUIRE(most == Approx(std::sqrt(6.0 / (12 + 800))).epsilon(0.01));
}

TEST_CASE("conv2d_transpose: PyTorch's outputs and gradients", "[layers]") {
    AGREES_WITH_PYTORCH(
        transposed,
        placed<Conv2DTranspose<2, 3, Tanh, Options{.stride = 2, .padding = pad(1), .output_padding = 1}>,
               Shape<3, 4, 3>>);
    AGREES_WITH_PYTORCH(
        transposed_groups,
        placed<Conv2DTranspose<6, Size2D{2, 3}, Linear,
                               Options{.stride = Size2D{1, 3}, .dilation = Size2D{2, 1}, .groups = 2}>,
               Shape<2, 3, 4>>);
}
