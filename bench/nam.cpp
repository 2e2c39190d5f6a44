// A WaveNet in blocks of 64 steps, as audio plugins run it, beside Neural Amp Modeler's core: built and run by
// bench/nam.sh. Both compute the same models on the same input, by turns; first their outputs are compared.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <ctnn/ctnn.hpp>

#include "NAM/activations.h"
#include "NAM/dsp.h"
#include "NAM/get_dsp.h"
#include "json.hpp"

namespace nn = ctnn;

namespace {

constexpr std::size_t block = 64;
constexpr int repetitions = 400;

// The models that NAM's trainer offers (nam/train/core.py): channels of the first stack and of the second.
using All = nn::Dilated<3, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512>;
using Early = nn::Dilated<3, 1, 2, 4, 8, 16, 32, 64>;
using Late = nn::Dilated<3, 128, 256, 512, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512>;
template <std::size_t C, std::size_t D, class First, class Second, class Act>
using Model = nn::Network<nn::Input<block, 1>,
                          nn::WaveNet<nn::WaveNetStack<C, First, D, Act>,
                                      nn::WaveNetStack<D, Second, 1, Act, nn::WaveNetOptions{.head_bias = true}>>>;

template <std::size_t Kernel, std::size_t... Dilations>
std::string dilations_of(nn::Dilated<Kernel, Dilations...>) {
    std::string text;
    ((text += (text.empty() ? "" : ", ") + std::to_string(Dilations)), ...);
    return text;
}

/// The parameters in NAM's order: the same parts, but weights output by output, then input, then kernel; and
/// those of a last mix, which NAM computes and does not use.
template <class Parameters>
std::vector<float> weights_of(const Parameters& parameters, std::size_t last_channels) {
    std::vector<float> all;
    nn::for_each_part(parameters, [&](std::string_view path, const nn::Part& part, std::span<const float> w) {
        if (path == "layers.0.1.head.weight") all.insert(all.end(), last_channels * (last_channels + 1), 0.0f);
        if (part.rank == 1) return void(all.insert(all.end(), w.begin(), w.end()));
        const std::size_t kernel = part.axes[0].extent, inputs = part.axes[1].extent,
                          outputs = part.axes[2].extent;
        for (std::size_t o = 0; o < outputs; ++o)
            for (std::size_t i = 0; i < inputs; ++i)
                for (std::size_t k = 0; k < kernel; ++k) all.push_back(w[(k * inputs + i) * outputs + o]);
    });
    all.push_back(1);  // the head's scale
    return all;
}

std::unique_ptr<nam::DSP> nam_of(std::size_t c, std::size_t d, const std::string& first, const std::string& second,
                                 const std::vector<float>& weights) {
    const auto stack = [](std::size_t inputs, std::size_t channels, std::size_t outputs, const std::string& dilations,
                          bool bias) {
        return R"({"input_size": )" + std::to_string(inputs) + R"(, "condition_size": 1, "channels": )" +
               std::to_string(channels) + R"(, "head_size": )" + std::to_string(outputs) +
               R"(, "kernel_size": 3, "activation": "Tanh", "gated": false, "head_bias": )" +
               (bias ? "true" : "false") + R"(, "dilations": [)" + dilations + "]}";
    };
    nlohmann::json model = nlohmann::json::parse(
        R"({"version": "0.5.4", "architecture": "WaveNet", "sample_rate": 48000, "config": {"layers": [)" +
        stack(1, c, d, first, false) + ", " + stack(c, d, 1, second, true) + R"(], "head": null, "head_scale": 1}})");
    model["weights"] = weights;
    auto dsp = nam::get_dsp(model);
    dsp->Reset(48000, block);
    return dsp;
}

double nanoseconds(const std::function<void()>& work, int times) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < times; ++i) work();
    const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
    return took.count() / times;
}

struct Times {
    std::vector<double> all{};
    double least() const { return *std::min_element(all.begin(), all.end()); }
    double median() {
        std::nth_element(all.begin(), all.begin() + std::ptrdiff_t(all.size() / 2), all.end());
        return all[all.size() / 2];
    }
};

/// One model with both, NAM's tanh being the exact one or its quick one, ours `Act`.
template <std::size_t C, std::size_t D, class First, class Second, class Act>
bool measure(const char* name, const char* tanh, double tolerance) {
    using Net = Model<C, D, First, Second, Act>;
    const auto parameters = std::make_unique<nn::Parameters<Net>>();
    nn::initialize(*parameters, 1);
    const auto stream = std::make_unique<nn::Stream<Net>>(*parameters);
    const auto dsp = nam_of(C, D, dilations_of(First{}), dilations_of(Second{}), weights_of(*parameters, D));

    std::vector<float> x(block), ours(block), theirs(block), silence(block);
    std::vector<NAM_SAMPLE> in(block), out(block);
    NAM_SAMPLE *ins[]{in.data()}, *outs[]{out.data()};
    for (int i = 0; i < 200; ++i) stream->run(silence, ours);  // as NAM does when it is reset
    float worst = 0, greatest = 0;
    for (int i = 0; i < 64; ++i) {
        for (std::size_t t = 0; t < block; ++t)
            in[t] = x[t] = std::sin(0.05f * float(i) * float(block) + 0.05f * float(t)) * 0.5f;
        stream->run(x, ours);
        dsp->process(ins, outs, int(block));
        for (std::size_t t = 0; t < block; ++t) {
            worst = std::max(worst, std::abs(ours[t] - float(out[t])));
            greatest = std::max(greatest, std::abs(float(out[t])));
        }
    }
    const auto we = [&] { stream->run(x, ours); };
    const auto they = [&] { dsp->process(ins, outs, int(block)); };
    const int times = std::max(1, int(2e5 / nanoseconds(we, 20)));
    Times our_times, their_times;
    for (int r = 0; r < repetitions; ++r) {
        our_times.all.push_back(nanoseconds(we, times));
        their_times.all.push_back(nanoseconds(they, times));
    }
    std::printf("| %s, %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.1e |\n", name, tanh, our_times.least() / 1e3,
                their_times.least() / 1e3, our_times.least() / their_times.least(), our_times.median() / 1e3,
                their_times.median() / 1e3, double(worst / greatest));
    return double(worst) <= tolerance * double(greatest);
}

template <std::size_t C, std::size_t D, class First, class Second>
bool measure_both(const char* name) {
    nam::activations::Activation::disable_fast_tanh();
    const bool exact = measure<C, D, First, Second, nn::Tanh>(name, "tanh", 1e-4);
    nam::activations::Activation::enable_fast_tanh();
    const bool quick = measure<C, D, First, Second, nn::Fast<nn::Tanh>>(name, "fast tanh", 0.1);
    return exact && quick;
}

}  // namespace

int main() {
    std::puts("| model | ctnn, µs | NAM core, µs | of NAM's | ctnn, median | NAM core, median | outputs apart |");
    std::puts("|---|---|---|---|---|---|---|");
    const bool agree = measure_both<16, 8, All, All>("standard 16/8") & measure_both<12, 6, Early, Late>("lite 12/6") &
                       measure_both<8, 4, Early, Late>("feather 8/4") & measure_both<4, 2, Early, Late>("nano 4/2");
    return agree ? 0 : 1;
}
