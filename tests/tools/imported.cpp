// Models that others have trained, as headers that ctnn wrote, beside what their own libraries computed of
// them.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include <ctnn/ctnn.hpp>

#include "conv.hpp"
#include "conv1d.hpp"
#include "conv1d_groups.hpp"
#include "conv1d_stride.hpp"
#include "conv2d.hpp"
#include "dense.hpp"
#include "gru.hpp"
#include "gru_torch.hpp"
#include "lstm_torch.hpp"
#include "nam_lstm.hpp"
#include "nam_wavenet.hpp"
#include "onnx_mnist.hpp"
#include "tcn_conv.hpp"
#include "tcn_norm.hpp"
#include "tcn_prelu.hpp"
#include "tcn_skip.hpp"
#include "tflite_anomalies.hpp"
#include "tflite_keywords.hpp"

#include <testing.hpp>
#include <tools/whole.hpp>

namespace nn = ctnn;

namespace {

std::vector<float> numbers_of(const std::string& path) {
    std::ifstream file(std::string(CTNN_MODELS_DIR) + '/' + path);
    REQUIRE(file.good());
    std::vector<float> found;
    for (std::string word; std::getline(file, word);) {
        std::istringstream line(word);
        for (std::string number; std::getline(line, number, ',');)
            found.push_back(static_cast<float>(std::strtod(number.c_str(), nullptr)));
    }
    return found;
}

std::vector<float> numbers(const std::string& name) {
    return numbers_of("rtneural/test_data/" + name + ".csv");
}

/// Steps of features of what is one row for each feature.
std::vector<float> by_steps(const std::vector<float>& rows, std::size_t features) {
    const std::size_t steps = rows.size() / features;
    std::vector<float> turned(rows.size());
    for (std::size_t t = 0; t < steps; ++t)
        for (std::size_t c = 0; c < features; ++c) turned[t * features + c] = rows[c * steps + t];
    return turned;
}

/// Within two millionths of what they reach: what is recorded was computed in float too, and is up to half of
/// that off.
void require_equal(const float* found, const std::vector<float>& expected) {
    float least = 0, greatest = 0, off = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        least = std::min(least, expected[i]), greatest = std::max(greatest, expected[i]);
        off = std::max(off, std::abs(found[i] - expected[i]));
    }
    CAPTURE(expected.size(), off / (greatest - least) * 1e6f);
    CHECK(off <= 2e-6f * (greatest - least));
}

template <class Net>
std::vector<float> predicted(const nn::Parameters<Net>& parameters, const std::vector<float>& x) {
    std::vector<float> y(x.size() / Net::input_size * Net::output_size);
    nn::predict(parameters, std::span<const float>(x), std::span<float>(y));
    return y;
}

/// What a stream gives, each step that has an output.
template <class Net>
std::vector<float> streamed(const nn::Parameters<Net>& parameters, const std::vector<float>& x) {
    using S = nn::Stream<Net>;
    const auto stream = std::make_unique<S>(parameters);
    std::vector<float> all;
    std::array<float, S::step_output> y{};
    for (std::size_t t = 0; t + S::step_input <= x.size(); t += S::step_input) {
        std::array<float, S::step_input> step{};
        std::copy_n(x.begin() + static_cast<std::ptrdiff_t>(t), step.size(), step.begin());
        if (stream->step(step, y)) all.insert(all.end(), y.begin(), y.end());
    }
    return all;
}

template <class Net>
void require_model(const nn::Parameters<Net>& parameters, const std::vector<float>& x,
                   const std::vector<float>& y) {
    const std::vector<float> found = predicted(parameters, x);
    REQUIRE(found.size() == y.size());
    require_equal(found.data(), y);
}

template <class Net>
void require_stream(const nn::Parameters<Net>& parameters, const std::vector<float>& x,
                    const std::vector<float>& y) {
    require_model(parameters, x, y);
    CHECK(streamed(parameters, x) == predicted(parameters, x));
}

}  // namespace

TEST_CASE("imported: the headers and the files of values are whole", "[tools]") {
    require_whole(conv::parameters, conv::saved, "conv");
    require_whole(conv1d::parameters, conv1d::saved, "conv1d");
    require_whole(conv1d_groups::parameters, conv1d_groups::saved, "conv1d_groups");
    require_whole(conv1d_stride::parameters, conv1d_stride::saved, "conv1d_stride");
    require_whole(conv2d::parameters, conv2d::saved, "conv2d");
    require_whole(dense::parameters, dense::saved, "dense");
    require_whole(gru::parameters, gru::saved, "gru");
    require_whole(gru_torch::parameters, gru_torch::saved, "gru_torch");
    require_whole(lstm_torch::parameters, lstm_torch::saved, "lstm_torch");
    require_whole(tcn_norm::parameters, tcn_norm::saved, "tcn_norm");
    require_whole(tcn_prelu::parameters, tcn_prelu::saved, "tcn_prelu");
    require_whole(nam_lstm::parameters, nam_lstm::saved, "nam_lstm");
    require_whole(nam_wavenet::parameters, nam_wavenet::saved, "nam_wavenet");
    require_whole(onnx_mnist::parameters, onnx_mnist::saved, "onnx_mnist");
    require_whole(tflite_keywords::parameters, tflite_keywords::saved, "tflite_keywords");
    require_whole(tflite_anomalies::parameters, tflite_anomalies::saved, "tflite_anomalies");
}

TEST_CASE("imported: Keras's models, as RTNeural has them", "[tools]") {
    require_stream(conv::parameters, numbers("conv_x_python"), numbers("conv_y_python"));
    require_model(conv2d::parameters, numbers("conv2d_x_python"), numbers("conv2d_y_python"));
    require_model(dense::parameters, numbers("dense_x_python"), numbers("dense_y_python"));
    require_stream(gru::parameters, numbers("gru_x_python"), numbers("gru_y_python"));
}

TEST_CASE("imported: PyTorch's modules", "[tools]") {
    const std::vector<float> x = numbers("conv1d_torch_x_python");
    require_stream(conv1d::parameters, x, by_steps(numbers("conv1d_torch_y_python"), 12));
    require_stream(conv1d_stride::parameters, x, by_steps(numbers("conv1d_torch_y_python_stride_3"), 12));
    require_stream(conv1d_groups::parameters, numbers("conv1d_torch_group_x_python"),
                   by_steps(numbers("conv1d_torch_group_y_python_6_3_3_1_3"), 3));
    require_stream(gru_torch::parameters, numbers("gru_torch_x_python"), numbers("gru_torch_y_python"));
    require_stream(lstm_torch::parameters, numbers("lstm_torch_x_python"), numbers("lstm_torch_y_python"));
}

// A block of a temporal convolutional network is put together from four files: a causal convolution, its norm
// and slopes, and beside it what the input goes through. PyTorch has no zeros before the sequence, and no
// outputs there.
TEST_CASE("imported: four files make a microTCN", "[tools]") {
    using Block = nn::Network<
        nn::Input<1000, 1>,
        nn::Add<
            nn::Sequential<nn::NoBias<nn::Conv1D<32, 4, nn::Linear,
                                                 nn::Conv1DOptions{.padding = nn::causal, .dilation = 10}>>,
                           nn::BatchNorm<>, nn::PReLU<nn::Slopes::by_channel>>,
            nn::NoBias<nn::Conv1D<32, 1>>>>;
    const auto block = std::make_unique<nn::Parameters<Block>>();
    float* to = block->data();
    const auto put = [&](const float* from, std::size_t count) { to = std::copy_n(from, count, to); };
    put(tcn_conv::parameters.data(), tcn_conv::parameters.size());
    put(tcn_norm::parameters.data(), 64);
    put(tcn_prelu::parameters.data(), 32);
    put(tcn_skip::parameters.data(), tcn_skip::parameters.size());
    put(tcn_norm::parameters.data() + 64, 64);
    REQUIRE(to == block->data() + block->size());

    const std::vector<float> x = numbers("microtcn_x"), y = by_steps(numbers("microtcn_y"), 32);
    const std::vector<float> found = predicted(*block, x);
    require_equal(found.data() + 30 * 32, y);
    CHECK(streamed(*block, x) == found);
}

TEST_CASE("imported: an LSTM of NAM, behind half a second of silence", "[tools]") {
    const std::vector<float> both = numbers_of("nam/lstm.csv");  // behind "x,y", which are read as zeros
    std::vector<float> x(24'000), y;
    for (std::size_t i = 2; i + 1 < both.size(); i += 2) x.push_back(both[i]), y.push_back(both[i + 1]);
    REQUIRE(y.size() == 2048);
    const std::vector<float> found = streamed(nam_lstm::parameters, x);
    require_equal(found.data() + 24'000, y);
}

TEST_CASE("imported: a WaveNet of NAM, recorded without silence before it", "[tools]") {
    const std::vector<float> both = numbers_of("nam/wavenet.csv");
    std::vector<float> x, y;
    for (std::size_t i = 2; i + 1 < both.size(); i += 2) x.push_back(both[i]), y.push_back(both[i + 1]);
    REQUIRE(y.size() == 2048);
    const std::vector<float> found = predicted(nam_wavenet::parameters, x);
    const auto [least, greatest] = std::minmax_element(y.begin(), y.end());
    for (std::size_t t = 0; t < y.size(); ++t)
        REQUIRE(found[t] == Approx(y[t]).margin(1e-6 * double(*greatest - *least)).epsilon(0));
    CHECK(streamed(nam_wavenet::parameters, x) == found);
}

TEST_CASE("imported: MNIST of ONNX, and its three images", "[tools]") {
    // The values of a tensor of floats are the end of its file.
    const auto tensor = [](const std::string& name, std::size_t count) {
        std::ifstream file(std::string(CTNN_MODELS_DIR) + "/onnx_mnist/" + name + ".pb", std::ios::binary);
        const std::string bytes(std::istreambuf_iterator<char>(file), {});
        REQUIRE(bytes.size() > 4 * count);
        std::vector<float> values(count);
        std::memcpy(values.data(), bytes.data() + bytes.size() - 4 * count, 4 * count);
        return values;
    };
    for (const char* folder : {"test_data_set_0", "test_data_set_1", "test_data_set_2"}) {
        const std::vector<float> x = tensor(std::string(folder) + "/input_0", 784);
        require_model(onnx_mnist::parameters, x, tensor(std::string(folder) + "/output_0", 10));
    }
}

// MLPerf Tiny's int8 models, whose bytes q stand for scale (q - zero): as floats they give what TFLite gives
// of the bytes, up to its roundings.
namespace {

/// 25 inputs.
std::vector<std::vector<float>> bytes_as_floats(const std::string& name, float scale, int zero) {
    std::ifstream file(std::string(CTNN_MODELS_DIR) + "/mlperf_tiny/" + name, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    std::vector<std::vector<float>> inputs(25);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        inputs[i * 25 / bytes.size()].push_back(scale * float(static_cast<signed char>(bytes[i]) - zero));
    return inputs;
}

}  // namespace

TEST_CASE("imported: keywords of MLPerf Tiny", "[tools]") {
    const auto inputs = bytes_as_floats("kws_inputs.bin", 0.5847029f, 83);
    const std::vector<float> expected = numbers_of("mlperf_tiny/kws_expected.csv");
    REQUIRE(expected.size() == 25);
    for (std::size_t i = 0; i < 25; ++i) {
        const std::vector<float> scores = predicted(tflite_keywords::parameters, inputs[i]);
        CHECK(std::max_element(scores.begin(), scores.end()) - scores.begin() == std::ptrdiff_t(expected[i]));
    }
}

TEST_CASE("imported: anomalies of MLPerf Tiny", "[tools]") {
    constexpr float in = 0.39101523f, out = 0.36449847f;
    const auto inputs = bytes_as_floats("ad_inputs.bin", in, 89);
    const std::vector<float> expected = numbers_of("mlperf_tiny/ad_expected.csv");
    REQUIRE(expected.size() == 25);
    for (std::size_t i = 0; i < 25; ++i) {
        const std::vector<float> again = predicted(tflite_anomalies::parameters, inputs[i]);
        double sum = 0;
        for (std::size_t k = 0; k < 640; ++k)
            sum += std::pow(again[k] / out + 96 - inputs[i][k] / in - 89, 2);
        CHECK(sum / 640 == Approx(expected[i]).epsilon(0.07));
    }
}
