#include <layers/convolution_reference.hpp>
#include <layers/laws.hpp>

#include <ctnn/activations/gelu.hpp>
#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/conv2d.hpp>

using namespace ctnn;

namespace {

using Small = placed<Conv2D<3, Size2D{2, 3}, Tanh>, Shape<5, 7, 2>>;
static_assert(std::is_same_v<Small::output, Shape<4, 5, 3>>);
static_assert(Small::weights == 2 * 3 * 2 * 3 && Small::parameters == Small::weights + 3);
static_assert(Small::multiply_adds == 4 * 5 * Small::weights);
static_assert(Small::state == 0 && Small::tape == 0 && Small::scratch == 0);
static_assert(std::is_same_v<Small::activation, Tanh>);
static_assert(
    std::is_same_v<Small::logits,
                   placed<Conv2D<3, Size2D{2, 3}, Linear, ConvOptions{}, GlorotUniform>, Shape<5, 7, 2>>>);
static_assert(placed<Conv2D<3, 2, GELU>, Shape<5, 7, 2>>::tape == 4 * 6 * 3, "GELU's slope needs z");

template <std::size_t Filters, Size2D Kernel, ConvOptions Options, class In>
using Out = typename placed<Conv2D<Filters, Kernel, Linear, Options>, In>::output;
static_assert(std::is_same_v<Out<6, 5, ConvOptions{.padding = pad(2)}, Shape<28, 28, 1>>, Shape<28, 28, 6>>);
static_assert(std::is_same_v<Out<6, 3, ConvOptions{.stride = 2}, Shape<8, 7, 1>>, Shape<3, 3, 6>>);
static_assert(
    std::is_same_v<Out<6, 3, ConvOptions{.stride = 2, .padding = same}, Shape<8, 7, 1>>, Shape<4, 4, 6>>);
static_assert(std::is_same_v<Out<6, 3, ConvOptions{.dilation = 2}, Shape<8, 7, 1>>, Shape<4, 3, 6>>);
static_assert(std::is_same_v<Out<4, 3, ConvOptions{.padding = pad(1, 0), .groups = 2}, Shape<8, 7, 2>>,
                             Shape<8, 5, 4>>);

}  // namespace

TEST_CASE("conv2d: the laws, filters around the width of a register", "[layers]") {
    layer_laws<Conv2D<5, Size2D{2, 3}, Tanh>, Shape<4, 5, 2>>();
    layer_laws<Conv2D<17, 2>, Shape<3, 3, 2>>();
}

TEST_CASE("conv2d: the laws with padding, strides, gaps and groups", "[layers]") {
    layer_laws<Conv2D<3, 3, Tanh, ConvOptions{.padding = same}>, Shape<4, 5, 2>>();
    layer_laws<
        Conv2D<4, Size2D{3, 2}, Linear, ConvOptions{.stride = Size2D{2, 3}, .padding = pad(1, 0, 2, 1)}>,
        Shape<5, 6, 2>>();
    layer_laws<Conv2D<6, 2, Linear, ConvOptions{.padding = same, .dilation = Size2D{1, 2}, .groups = 2}>,
               Shape<3, 5, 4>>();
}

TEST_CASE("conv2d: the laws with an activation that works on whole pixels", "[layers]") {
    layer_laws<Conv2D<4, 2, Softmax>, Shape<3, 3, 1>>();
}

TEST_CASE("conv2d: the laws where the kernel covers the image, with an activation that keeps z", "[layers]") {
    layer_laws<Conv2D<5, Size2D{3, 2}, GELU>, Shape<3, 2, 2>>();
}

TEST_CASE("conv2d: PyTorch's outputs and gradients", "[layers]") {
    AGREES_WITH_PYTORCH(
        plain, placed<Conv2D<3, Size2D{3, 2}, Tanh, ConvOptions{.padding = pad(1, 0)}>, Shape<5, 6, 2>>);
    AGREES_WITH_PYTORCH(strided,
                        placed<Conv2D<6, 3, Linear, ConvOptions{.stride = 2, .padding = pad(1), .groups = 2}>,
                               Shape<5, 6, 4>>);
    AGREES_WITH_PYTORCH(dilated,
                        placed<Conv2D<17, 2, Linear, ConvOptions{.dilation = Size2D{1, 2}}>, Shape<3, 4, 2>>);
    AGREES_WITH_PYTORCH(
        depthwise, placed<Conv2D<5, 3, Linear, ConvOptions{.padding = same, .groups = 5}>, Shape<4, 3, 5>>);
}
