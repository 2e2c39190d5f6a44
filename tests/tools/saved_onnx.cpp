#include <algorithm>
#include <ctnn/core/random.hpp>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/onnx.hpp>
#include <string>
#include <vector>

#include <testing.hpp>

#include "formats/onnx.hpp"

using namespace ctnn;

namespace {

/// What save_onnx writes of a network is read as that network, and computes what it predicts. (Of all layers:
/// reference/saved_onnx/back.py.)
template <class Net>
void require_back(const std::string& declaration) {
    static Parameters<Net> parameters;
    Random random{3};
    for (float& value : parameters.trained()) value = random.uniform<float>() - 0.5f;
    for (float& value : parameters.state()) value = 0.5f + random.uniform<float>();
    std::vector<float> x(Net::input_size), y(Net::output_size);
    for (float& value : x) value = 3 * random.uniform<float>() - 1;
    predict(parameters, x, y);
    const ctnn_tool::Model model = ctnn_tool::read_onnx(detail::onnx_text<Net>(parameters.data()), {});
    CHECK(ctnn_tool::without_namespace(model.declaration()) == declaration);
    const std::vector<double> found = model.run({x.begin(), x.end()});
    REQUIRE(found.size() == y.size());
    std::vector<float> values;
    for (const ctnn_tool::PlacedPart& part : model.parts())
        values.insert(values.end(), part.part->tensor.values.begin(), part.part->tensor.values.end());
    CHECK(std::equal(values.begin(), values.end(), parameters.data(), parameters.data() + parameters.size()));
    for (std::size_t i = 0; i < y.size(); ++i) CHECK(found[i] == Approx(y[i]).margin(1e-5));
}

}  // namespace

TEST_CASE("saved_onnx: sequences come back", "[tools]") {
    require_back<Network<Input<6>, Embedding<3, 2>, Bidirectional<SimpleRNN<3, Returns::sequence, ReLU>>,
                         TimeDistributed<Dense<2, Softmax>>, WithInitialState<GRU<2>>>>(
        "Network<Input<6>, Embedding<3, 2>, Bidirectional<SimpleRNN<3, Returns::sequence, ReLU>>, "
        "TimeDistributed<Dense<2, Softmax>>, WithInitialState<GRU<2>>>");
}

TEST_CASE("saved_onnx: GRUs that reset before their product come back", "[tools]") {
    require_back<Network<Input<4, 2>, GRU<2, Returns::sequence, Tanh, Sigmoid, Resets::before>,
                         Bidirectional<NoBias<GRU<1, Returns::last, ReLU, Sigmoid, Resets::before>>>>>(
        "Network<Input<4, 2>, GRU<2, Returns::sequence, Tanh, Sigmoid, Resets::before>, "
        "Bidirectional<NoBias<GRU<1, Returns::last, ReLU, Sigmoid, Resets::before>>>>");
}

TEST_CASE("saved_onnx: attention comes back; sines as the positions that they are", "[tools]") {
    require_back<Network<Input<5>, Embedding<3, 4>, PositionEmbedding<>,
                         Residual<LayerNorm<>, MultiHeadAttention<2, 4, Causal>>,
                         NoBias<MultiHeadAttention<1, 3>>, GlobalAvgPool1D>>(
        "Network<Input<5>, Embedding<3, 4>, PositionEmbedding<>, "
        "Residual<LayerNorm<std::ratio<1, 100000>>, MultiHeadAttention<2, 4, Causal>>, "
        "NoBias<MultiHeadAttention<1, 3>>, GlobalAvgPool1D>");
    using Net = Network<Input<5, 4>, PositionalEncoding, MultiHeadAttention<2, 6>>;
    const ctnn_tool::Model model = ctnn_tool::read_onnx(detail::onnx_text<Net>(Parameters<Net>().data()), {});
    CHECK(ctnn_tool::without_namespace(model.declaration()) ==
          "Network<Input<5, 4>, PositionEmbedding<>, MultiHeadAttention<2, 6>>");
}

TEST_CASE("saved_onnx: images come back", "[tools]") {
    require_back<
        Network<Input<5, 4, 2>, Cropping2D<pad(1, 0, 0, 0)>, ZeroPad2D<pad(0, 1, 0, 0)>, MaxPool2D<2>,
                PReLU<Slopes::by_value>, LayerNorm<>, Upsample2D<2>, Conv2D<1, 2, Softsign>>>(
        "Network<Input<5, 4, 2>, Cropping2D<pad(1, 0, 0, 0)>, ZeroPad2D<pad(0, 1, 0, 0)>, MaxPool2D<2>, "
        "PReLU<Slopes::by_value>, LayerNorm<std::ratio<1, 100000>>, Upsample2D<2>, Conv2D<1, 2, Softsign>>");
}

TEST_CASE("saved_onnx: a WaveNet comes back: as amplifiers have them, gated, and behind a convolution",
          "[tools]") {
    require_back<
        Network<Input<5, 1>, WaveNet<WaveNetStack<16, Dilated<3, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512>, 8>,
                                     WaveNetStack<8, Dilated<3, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512>, 1,
                                                  Tanh, WaveNetOptions{.head_bias = true}>>>>(
        "Network<Input<5, 1>, WaveNet<WaveNetStack<16, Dilated<3, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512>, "
        "8>, "
        "WaveNetStack<8, Dilated<3, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512>, 1, Tanh, "
        "WaveNetOptions{.head_bias = true}>>>");
    require_back<
        Network<Input<20, 1>, WaveNet<WaveNetStack<3, InTurn<Dilated<6, 1, 3>, Dilated<15, 1>>, 1, LeakyReLU,
                                                   WaveNetOptions{.head_bias = true, .head_kernel = 16}>>>>(
        "Network<Input<20, 1>, WaveNet<WaveNetStack<3, InTurn<Dilated<6, 1, 3>, Dilated<15, 1>>, 1, "
        "LeakyReLU, "
        "WaveNetOptions{.head_bias = true, .head_kernel = 16}>>>");
    require_back<Network<Input<5, 3>, Conv1D<2, 1>,
                         WaveNet<WaveNetStack<2, Dilated<1, 1>, 2, LeakyReLUOf<std::ratio<3, 10>>>,
                                 WaveNetStack<2, Dilated<2, 3>, 3, GELU, WaveNetOptions{.gated = true}>>>>(
        "Network<Input<5, 3>, Conv1D<2, 1>, "
        "WaveNet<WaveNetStack<2, Dilated<1, 1>, 2, LeakyReLUOf<std::ratio<3, 10>>>, "
        "WaveNetStack<2, Dilated<2, 3>, 3, GELU, WaveNetOptions{.gated = true}>>>");
}

TEST_CASE("saved_onnx: a WaveNet of another activation comes back as its convolutions, where that are few",
          "[tools]") {
    using Bent = HardTanhOf<std::ratio<-2>, std::ratio<1>>;
    const auto read = []<class Net>(std::type_identity<Net>) {
        static Parameters<Net> parameters;
        return ctnn_tool::without_namespace(
            ctnn_tool::read_onnx(detail::onnx_text<Net>(parameters.data()), {}).declaration());
    };
    using Small = Network<Input<5, 1>, WaveNet<WaveNetStack<2, Dilated<2, 3>, 1, Bent>>>;
    CHECK_THAT(read(std::type_identity<Small>{}), Catch::Contains("Add<Sequential<NoBias<Conv1D<2, 1>>, "));
    using Larger = Network<Input<5, 1>, WaveNet<WaveNetStack<2, Dilated<2, 1, 2, 4>, 1, Bent>>>;
    CHECK_THROWS_WITH(read(std::type_identity<Larger>{}),
                      "node layers.0.0.0/Clip: a WaveNet with such an activation is not translated");
}

TEST_CASE("saved_onnx: norms of groups come back, with scales and shifts or without", "[tools]") {
    require_back<Network<Input<3, 2, 6>, GroupNorm<2>, Conv2D<4, 1>, InstanceNorm<>, NoAffine<GroupNorm<1>>>>(
        "Network<Input<3, 2, 6>, GroupNorm<2, std::ratio<1, 100000>>, Conv2D<4, 1>, "
        "InstanceNorm<std::ratio<1, 100000>>, NoAffine<GroupNorm<1, std::ratio<1, 100000>>>>");
    require_back<Network<Input<6>, Dense<8>, GroupNorm<4>, Dense<2>>>(
        "Network<Input<6>, Dense<8>, GroupNorm<4, std::ratio<1, 100000>>, Dense<2>>");
}

TEST_CASE("saved_onnx: slices with steps come back", "[tools]") {
    require_back<Network<Input<7, 4>, Slice<0, 1, 7, 3>, Slice<1, 0, 3, 2>>>(
        "Network<Input<7, 4>, Slice<0, 1, 7, 3>, Slice<1, 0, 3, 2>>");
    require_back<Network<Input<3, 4, 2>, Conv2D<5, 1>, Slice<2, 1, 5, 2>, Slice<1, 0, 4, 2>>>(
        "Network<Input<3, 4, 2>, Conv2D<5, 1>, Slice<2, 1, 5, 2>, Slice<1, 0, 4, 2>>");
}

TEST_CASE("saved_onnx: what lies between pixels and what is joined along an axis come back", "[tools]") {
    require_back<
        Network<Input<2, 3, 2>, Upsample2D<Size2D{2, 3}, Interpolation::bilinear>, SumOver<0>, MinOver<1>>>(
        "Network<Input<2, 3, 2>, Upsample2D<Size2D{2, 3}, Interpolation::bilinear>, SumOver<0>, MinOver<1>>");
    require_back<Network<Input<2, 3, 2>, Conv2D<2, 1>, Upsample2D<2, Interpolation::bilinear_corners>,
                         MeanOver<1>, MaxOver<0>>>(
        "Network<Input<2, 3, 2>, Conv2D<2, 1>, Upsample2D<2, Interpolation::bilinear_corners>, MeanOver<1>, "
        "GlobalMaxPool1D>");
}
