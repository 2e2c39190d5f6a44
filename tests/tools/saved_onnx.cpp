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

TEST_CASE("saved_onnx: images come back", "[tools]") {
    require_back<
        Network<Input<5, 4, 2>, Cropping2D<pad(1, 0, 0, 0)>, ZeroPad2D<pad(0, 1, 0, 0)>, MaxPool2D<2>,
                PReLU<Slopes::by_value>, LayerNorm<>, Upsample2D<2>, Conv2D<1, 2, Softsign>>>(
        "Network<Input<5, 4, 2>, Cropping2D<pad(1, 0, 0, 0)>, ZeroPad2D<pad(0, 1, 0, 0)>, MaxPool2D<2>, "
        "PReLU<Slopes::by_value>, LayerNorm<std::ratio<1, 100000>>, Upsample2D<2>, Conv2D<1, 2, Softsign>>");
}

TEST_CASE("saved_onnx: a WaveNet comes back as its convolutions, where that are few", "[tools]") {
    require_back<Network<Input<5, 1>, WaveNet<WaveNetStack<2, Dilated<2, 3>, 1, ReLU>>>>(
        "Network<Input<5, 1>, Add<Sequential<NoBias<Conv1D<2, 1>>, Conv1D<2, 2, Linear, "
        "Conv1DOptions{.padding = causal, .dilation = 3}>>, NoBias<Conv1D<2, 1>>>, Activation<ReLU>, "
        "NoBias<Conv1D<1, 1>>>");
    using Larger = Network<Input<5, 1>, WaveNet<WaveNetStack<2, Dilated<2, 1, 2, 4>, 1>>>;
    static Parameters<Larger> larger;
    CHECK_THROWS_WITH(
        ctnn_tool::read_onnx(detail::onnx_text<Larger>(larger.data()), {}),
        "node layers.0.0.1/Add: it joins branches that do not begin in one value: not translated");
}
