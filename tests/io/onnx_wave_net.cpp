#include <ctnn/io/onnx_wave_net.hpp>

#include <ctnn/ctnn.hpp>
#include <io/onnx_shown.hpp>
#include <type_traits>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

struct Own : Tanh {};
template <class Act>
using Known =
    detail::OnnxLayer<typename WaveNet<WaveNetStack<2, Dilated<2, 1>, 1>,
                                       WaveNetStack<1, Dilated<1, 1>, 1, Act>>::template on<Shape<4, 1>>>;
static_assert(std::is_void_v<Known<Fast<Tanh>>::unknown> && std::is_same_v<Known<Own>::unknown, Own>);

using Net =
    Network<Input<5, 1>,
            WaveNet<WaveNetStack<2, Dilated<2, 3>, 1, ReLU, WaveNetOptions{.gated = true}>,
                    WaveNetStack<1, Dilated<1, 1>, 3, Tanh,
                                 WaveNetOptions{.head_bias = true, .head_kernel = 2, .head_dilation = 2}>>>;

}  // namespace

TEST_CASE("onnx_wave_net: convolutions, and what is between them, with the channels first", "[io]") {
    const std::string model = shown::model<Net>(), alone =
                                                       ", dilations 1, group 1, kernel_shape 1, pads 0 0, "
                                                       "strides 1\n";
    CHECK(shown::nodes(model) ==
          "layers.0/Transpose = Transpose(input), perm 0 2 1\n"
          "layers.0.0.rechannel/Conv = Conv(layers.0/Transpose, layers.0.0.rechannel.weight)" +
              alone +
              "layers.0.0.0.conv/Conv = Conv(layers.0.0.rechannel/Conv, layers.0.0.0.conv.weight, "
              "layers.0.0.0.conv.bias), dilations 3, group 1, kernel_shape 2, pads 3 0, strides 1\n"
              "layers.0.0.0.mixin/Conv = Conv(layers.0/Transpose, layers.0.0.0.mixin.weight)" +
              alone +
              "layers.0.0.0/Add = Add(layers.0.0.0.conv/Conv, layers.0.0.0.mixin/Conv)\n"
              "layers.0.0.0/Slice = Slice(layers.0.0.0/Add, layers.0.0.0.starts, layers.0.0.0.ends, "
              "layers.0.0.0.axes)\n"
              "layers.0.0.0/Slice_2 = Slice(layers.0.0.0/Add, layers.0.0.0.starts_2, layers.0.0.0.ends_2, "
              "layers.0.0.0.axes_2)\n"
              "layers.0.0.0/Relu = Relu(layers.0.0.0/Slice)\n"
              "layers.0.0.0/Sigmoid = Sigmoid(layers.0.0.0/Slice_2)\n"
              "layers.0.0.0/Mul = Mul(layers.0.0.0/Relu, layers.0.0.0/Sigmoid)\n"
              "layers.0.0.0.output/Conv = Conv(layers.0.0.0/Mul, layers.0.0.0.output.weight, "
              "layers.0.0.0.output.bias)" +
              alone +
              "layers.0.0.0/Add_2 = Add(layers.0.0.rechannel/Conv, layers.0.0.0.output/Conv)\n"
              "layers.0.0.head/Conv = Conv(layers.0.0.0/Mul, layers.0.0.head.weight)" +
              alone + "layers.0.1.rechannel/Conv = Conv(layers.0.0.0/Add_2, layers.0.1.rechannel.weight)" +
              alone +
              "layers.0.1.0.conv/Conv = Conv(layers.0.1.rechannel/Conv, layers.0.1.0.conv.weight, "
              "layers.0.1.0.conv.bias)" +
              alone + "layers.0.1.0.mixin/Conv = Conv(layers.0/Transpose, layers.0.1.0.mixin.weight)" +
              alone +
              "layers.0.1.0/Add = Add(layers.0.1.0.conv/Conv, layers.0.1.0.mixin/Conv)\n"
              "layers.0.1.0/Tanh = Tanh(layers.0.1.0/Add)\n"
              "layers.0.1.0/Add_2 = Add(layers.0.0.head/Conv, layers.0.1.0/Tanh)\n"
              "layers.0.1.head/Conv = Conv(layers.0.1.0/Add_2, layers.0.1.head.weight, "
              "layers.0.1.head.bias), dilations 2, group 1, kernel_shape 2, pads 2 0, strides 1\n"
              "output = Transpose(layers.0.1.head/Conv), perm 0 2 1\n");
}

TEST_CASE("onnx_wave_net: each convolution has its own values", "[io]") {
    const std::string model = shown::model<Net>();
    const auto values = [&](const char* part) { return shown::constant(model, part).values; };
    const shown::Constant conv = shown::constant(model, "layers.0.0.0.conv.weight");
    CHECK(conv.extents == std::vector<std::size_t>{4, 2, 2});
    CHECK(conv.values == std::vector<double>{3, 11, 7, 15, 4, 12, 8, 16, 5, 13, 9, 17, 6, 14, 10, 18});
    CHECK(values("layers.0.0.0.mixin.weight") == std::vector<double>{23, 24, 25, 26});
    CHECK(values("layers.0.0.0.output.weight") == std::vector<double>{27, 29, 28, 30});
    CHECK(values("layers.0.0.head.weight") == std::vector<double>{33, 34});
    CHECK(values("layers.0.1.rechannel.weight") == std::vector<double>{35, 36});
    CHECK(values("layers.0.1.0.mixin.weight") == std::vector<double>{39});
    CHECK(values("layers.0.1.head.weight") == std::vector<double>{40, 43, 41, 44, 42, 45});
    CHECK(values("layers.0.1.head.bias") == std::vector<double>{46, 47, 48});
    CHECK(values("layers.0.0.0.starts_2") == std::vector<double>{2});
    CHECK(values("layers.0.0.0.ends_2") == std::vector<double>{4});
}
