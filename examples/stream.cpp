// Sound, sample by sample: a network learns what an overdriven amplifier does to a signal, and then runs as
// an audio program runs it, a block at a time with a bounded delay and no memory of its own to ask for.
//
//     stream [--epochs N]

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <ctnn/train.hpp>
#include <span>
#include <vector>

#include "options.hpp"
#include "report.hpp"

namespace nn = ctnn;

constexpr std::size_t length = 256;  // samples of sound that are learnt from at a time

using Amplifier =
    nn::Network<nn::Input<length, 1>, nn::Conv1D<8, 5, nn::Tanh, nn::Conv1DOptions{.padding = nn::causal}>,
                nn::LSTM<12, nn::Returns::sequence>, nn::TimeDistributed<nn::Dense<1>>>;

// What a device must hold is known before it is built: the sentence otherwise names both figures.
static_assert(nn::fits<Amplifier, nn::Budget{.bytes = 8 * 1024}>);
static_assert(nn::Stream<Amplifier>::delay == 0, "the first output comes with the first sample");

static nn::Trainer<Amplifier, nn::MeanSquaredError, nn::Adam, /*batch*/ 8> trainer{{.learning_rate = 4e-3f},
                                                                                   /*seed*/ 1};

/// Some notes, and what comes out of a valve: the loud is bent, and a capacitor behind it forgets slowly.
void sound(std::vector<float>& clean, std::vector<float>& driven, std::size_t samples, std::uint64_t seed) {
    nn::Random random{seed};
    double phase = 0, memory = 0, frequency = 0, loudness = 0;
    for (std::size_t i = 0; i < samples; ++i) {
        if (i % 400 == 0) {
            frequency = 0.02 + 0.2 * double(random.uniform<float>());
            loudness = 0.2 + 0.8 * double(random.uniform<float>());
        }
        phase += frequency;
        const double x = loudness * std::sin(phase), bent = std::tanh(3 * x + 0.3);
        memory += 0.05 * (bent - memory);
        clean.push_back(float(x));
        driven.push_back(float(bent - memory));
    }
}

int main(int argc, char** argv) {
    const Options options(argc, argv, {"--epochs"});
    const std::size_t epochs = options.number("--epochs");

    std::vector<float> clean, driven;
    sound(clean, driven, 200 * length, /*seed*/ 1);
    const nn::Dataset<Amplifier> data(std::move(clean), std::move(driven));
    trainer.fit(data, {.epochs = epochs ? epochs : 30, .schedule = nn::CosineDecay{}});

    // As the sound comes in, in blocks of whatever size, in place.
    std::vector<float> block, wanted;
    sound(block, wanted, 4800, /*seed*/ 2);
    const std::vector<float> dry = block;
    nn::Stream<Amplifier> stream(trainer.parameters);
    for (std::size_t at = 0; at < block.size(); at += 48) {
        const std::span<float> samples = std::span(block).subspan(at, 48);
        stream.run(samples, samples);
    }
    double error = 0, power = 0;
    for (std::size_t i = length; i < block.size(); ++i) {
        error += std::pow(double(block[i] - wanted[i]), 2);
        power += std::pow(double(wanted[i]), 2);
    }
    std::printf("error to signal, in notes that it never heard: %.2f %%; a stream holds %zu bytes\n",
                100 * error / power, sizeof stream);
    if (options.reports()) {
        nn::Report report(options.report(), {.title = "What an amplifier does to a signal"});
        report.add_network<Amplifier>().section("Training").add(trainer.history());
        report.section("Notes that it never heard");
        const auto end = [](const std::vector<float>& whole) { return std::span(whole).last(1024); };
        report.add_sound({{"dry", end(dry)}, {"amplifier", end(wanted)}}, 48'000);
        report.add_sound({{"amplifier", end(wanted)}, {"network", end(block)}}, 48'000);
        write(report);
    }
    return epochs != 0 || error < 0.02 * power ? 0 : 1;
}
