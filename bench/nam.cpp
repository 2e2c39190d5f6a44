// A WaveNet in blocks of some steps, as audio plugins run it, beside Neural Amp Modeler's core: built and run
// by bench/nam.sh. Both compute the same models on the same input, by turns; first their outputs are
// compared.
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

constexpr int repetitions = 400;
std::size_t block = 64;  // steps at a time

template <class... Stacks>
using Model = nn::Network<nn::Input<64, 1>, nn::WaveNet<Stacks...>>;

// The models that NAM's trainer offers (nam/train/core.py), by the channels of their stacks.
using All = nn::Dilated<3, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512>;
using Early = nn::Dilated<3, 1, 2, 4, 8, 16, 32, 64>;
using Late = nn::Dilated<3, 128, 256, 512, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512>;
template <std::size_t C, std::size_t D, class First, class Second, class Act>
using A1 = Model<nn::WaveNetStack<C, First, D, Act>,
                 nn::WaveNetStack<D, Second, 1, Act, nn::WaveNetOptions{.head_bias = true}>>;
// Those of its later versions (example_models/A2.nam).
using Prime = nn::Dilated<6, 1, 3, 7, 17, 41, 101, 239>;
using Twice = nn::Dilated<6, 1, 3, 7, 17, 41, 101, 239, 1, 3, 7, 17, 41, 101, 239>;
template <std::size_t C>
using A2 = Model<nn::WaveNetStack<C, nn::InTurn<Twice, nn::Dilated<15, 1, 13>, Prime>, 1, nn::LeakyReLU,
                                  nn::WaveNetOptions{.head_bias = true, .head_kernel = 16}>>;

/// The dilations and the kernels of a stack, and an activation for each layer, as lists in JSON.
struct Lists {
    std::string dilations{}, kernels{}, activations{};

    template <std::size_t Kernel, std::size_t... Dilations>
    void add(nn::Dilated<Kernel, Dilations...>) {
        const auto put = [](std::string& to, const std::string& text) {
            to += (to.empty() ? "" : ", ") + text;
        };
        ((put(dilations, std::to_string(Dilations)), put(kernels, std::to_string(Kernel)),
          put(activations, R"({"type": "LeakyReLU", "negative_slope": 0.01})")),
         ...);
    }
};

std::string number(const char* name, std::size_t value) {
    return '"' + std::string(name) + "\": " + std::to_string(value) + ", ";
}

template <std::size_t C, std::size_t D, class First, class Second>
std::string config_of_a1() {
    const auto stack = [](std::size_t inputs, std::size_t channels, std::size_t outputs, auto layers,
                          bool bias) {
        Lists lists;
        lists.add(layers);
        return '{' + number("input_size", inputs) + number("condition_size", 1) +
               number("channels", channels) + number("head_size", outputs) + number("kernel_size", 3) +
               R"("activation": "Tanh", "gated": false, )" + R"("head_bias": )" + (bias ? "true" : "false") +
               R"(, "dilations": [)" + lists.dilations + "]}";
    };
    return stack(1, C, D, First{}, false) + ", " + stack(C, D, 1, Second{}, true);
}

template <std::size_t C>
std::string config_of_a2() {
    Lists lists;
    lists.add(Twice{}), lists.add(nn::Dilated<15, 1, 13>{}), lists.add(Prime{});
    return '{' + number("input_size", 1) + number("condition_size", 1) + number("channels", C) +
           number("bottleneck", C) + R"("head": {"out_channels": 1, "kernel_size": 16, "bias": true}, )" +
           R"("layer1x1": {"active": true, "groups": 1}, "kernel_sizes": [)" + lists.kernels +
           R"(], "dilations": [)" + lists.dilations + R"(], "activation": [)" + lists.activations + "]}";
}

/// The parameters in NAM's order: the same parts, but weights output by output, then input, then kernel; and
/// those of a last mix, which NAM computes and does not use.
template <class Parameters>
std::vector<float> weights_of(const Parameters& parameters) {
    std::string last_head;
    nn::for_each_part(parameters, [&](std::string_view path, const nn::Part&, std::span<const float>) {
        if (path.ends_with(".head.weight")) last_head = path;
    });
    std::vector<float> all;
    nn::for_each_part(parameters, [&](std::string_view path, const nn::Part& part, std::span<const float> w) {
        if (part.rank == 1) return void(all.insert(all.end(), w.begin(), w.end()));
        const std::size_t kernel = part.axes[0].extent, inputs = part.axes[1].extent,
                          outputs = part.axes[2].extent;
        if (path == last_head) all.insert(all.end(), inputs * (inputs + 1), 0.0f);
        for (std::size_t o = 0; o < outputs; ++o)
            for (std::size_t i = 0; i < inputs; ++i)
                for (std::size_t k = 0; k < kernel; ++k) all.push_back(w[(k * inputs + i) * outputs + o]);
    });
    all.push_back(1);  // the head's scale
    return all;
}

std::unique_ptr<nam::DSP> nam_of(const std::string& layers, const std::vector<float>& weights) {
    nlohmann::json model = nlohmann::json::parse(
        R"({"version": "0.7.0", "architecture": "WaveNet", "sample_rate": 48000, "config": {"layers": [)" +
        layers + R"(], "head": null, "head_scale": 1}})");
    model["weights"] = weights;
    auto dsp = nam::get_dsp(model);
    dsp->Reset(48000, int(block));
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

/// One model with both; `tolerance` is of the greatest output.
template <class Net>
bool measure(const char* name, const std::string& layers, double tolerance) {
    const auto parameters = std::make_unique<nn::Parameters<Net>>();
    nn::initialize(*parameters, 1);
    const auto stream = std::make_unique<nn::Stream<Net>>(*parameters);
    const auto dsp = nam_of(layers, weights_of(*parameters));

    std::vector<float> x(block), ours(block), silence(block);
    std::vector<NAM_SAMPLE> in(block), out(block);
    NAM_SAMPLE *ins[]{in.data()}, *outs[]{out.data()};
    for (std::size_t t = 0; t < 8192; t += block) stream->run(silence, ours);  // as NAM does when it is reset
    float worst = 0, greatest = 0;
    for (std::size_t first = 0; first < 4096; first += block) {
        for (std::size_t t = 0; t < block; ++t) in[t] = x[t] = std::sin(0.05f * float(first + t)) * 0.5f;
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
    std::printf("| %s | %.2f | %.2f | %.2f | %.2f / %.2f | %.0e |\n", name, our_times.least() / 1e3,
                their_times.least() / 1e3, our_times.least() / their_times.least(), our_times.median() / 1e3,
                their_times.median() / 1e3, double(worst / greatest));
    std::fflush(stdout);
    return double(worst) <= tolerance * double(greatest);
}

/// With the exact tanh of both, and with the quick one of each.
template <std::size_t C, std::size_t D, class First, class Second>
bool measure_a1(const std::string& name) {
    const std::string layers = config_of_a1<C, D, First, Second>();
    nam::activations::Activation::disable_fast_tanh();
    const bool exact = measure<A1<C, D, First, Second, nn::Tanh>>((name + ", tanh").c_str(), layers, 1e-4);
    nam::activations::Activation::enable_fast_tanh();
    const bool quick =
        measure<A1<C, D, First, Second, nn::Fast<nn::Tanh>>>((name + ", fast tanh").c_str(), layers, 0.1);
    return exact && quick;
}

}  // namespace

int main(int count, char** arguments) {
    if (count > 1) block = std::stoul(arguments[1]);
    std::printf("Blocks of %zu, %d times each by turns: the least and the median time of one.\n\n", block,
                repetitions);
    std::puts(
        "| model | ctnn, us | NAM core, us | ctnn / NAM core | medians, us | outputs apart, of the greatest "
        "|");
    std::puts("|---|---|---|---|---|---|");
    bool agree = measure_a1<16, 8, All, All>("A1 standard, 16 and 8 channels");
    agree = measure_a1<12, 6, Early, Late>("A1 lite, 12 and 6") && agree;
    agree = measure_a1<8, 4, Early, Late>("A1 feather, 8 and 4") && agree;
    agree = measure_a1<4, 2, Early, Late>("A1 nano, 4 and 2") && agree;
    agree = measure<A2<8>>("A2, 8 channels", config_of_a2<8>(), 1e-4) && agree;
    agree = measure<A2<3>>("A2, 3 channels", config_of_a2<3>(), 1e-4) && agree;
    return agree ? 0 : 1;
}
