// Learns two amplifiers by ear, from pairs of dry and amplified sound, and puts their weights into the bundle
// of an LV2 plugin, with which any host of such plugins plays through them.
//
//     amplifier [--folder FOLDER] [--epochs N]
//
// The bundle is lv2/amplifier.lv2 in the folder, where the plugin was built if no other is named. Beside lv2/
// it writes what can be heard: dry.wav, and what each amplifier and its network make of that, driven.wav and
// driven.learnt.wav.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <ctnn/io/safetensors.hpp>
#include <ctnn/train.hpp>
#include <exception>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "../options.hpp"
#include "../report.hpp"
#include "amplifier.hpp"
#include "sound.hpp"
#include "wave.hpp"

namespace nn = ctnn;

struct Learnt {
    Weights weights;
    nn::History<Amplifier> history;
};

Learnt learnt_from(const std::vector<float>& dry, const std::vector<float>& wet, std::size_t epochs) {
    using Trainer = nn::Trainer<Amplifier, nn::MeanSquaredError, nn::Adam, /*batch*/ 8>;
    const auto trainer = std::make_unique<Trainer>(nn::Adam{.learning_rate = 8e-3f}, /*seed*/ 1);
    trainer->fit(nn::Dataset<Amplifier>(dry, wet),
                 {.epochs = epochs, .schedule = nn::CosineDecay{}, .progress = nullptr});
    return {trainer->parameters, trainer->history()};
}

/// The power of what is wrong, as a share of the whole.
double error_to_signal(const std::vector<float>& sound, const std::vector<float>& wanted) {
    double error = 0, power = 0;
    for (std::size_t i = 0; i < sound.size(); ++i) {
        error += std::pow(double(sound[i] - wanted[i]), 2);
        power += std::pow(double(wanted[i]), 2);
    }
    return error / power;
}

std::vector<float> part_of(const std::vector<float>& sound) {
    const auto begin = sound.begin() + std::ptrdiff_t(sample_rate);
    return {begin, begin + std::ptrdiff_t(sample_rate / 50)};
}

int main(int argc, char** argv) try {
    const Options options(argc, argv, {"--folder", "--epochs"});
    const std::filesystem::path folder = options.text("--folder", CTNN_AMPLIFIER_FOLDER),
                                bundle = folder / "lv2" / "amplifier.lv2";
    const std::size_t asked = options.number("--epochs"), epochs = asked ? asked : 40;
    std::filesystem::create_directories(bundle);
    const auto write_sound = [&folder](const std::string& name, const std::vector<float>& sound) {
        write_wave((folder / name).string(), sound, std::uint32_t(sample_rate));
    };

    const auto dry = played(/*seconds*/ 500 * window / sample_rate, /*seed*/ 1);
    const auto unheard = played(/*seconds*/ 4, /*seed*/ 2);
    write_sound("dry.wav", unheard);
    nn::Report report(options.report(), {.title = "Amplifiers learnt by ear"});
    report.add_network<Amplifier>();
    bool good = true;
    for (std::size_t i = 0; i < amplifier_files.size(); ++i) {
        const auto [weights, history] = learnt_from(dry, amplified(dry, drives[i]), epochs);
        nn::save((bundle / amplifier_files[i]).string(), weights);
        const std::string name = std::filesystem::path(amplifier_files[i]).stem().string();
        const auto wet = amplified(unheard, drives[i]), learnt = played_through(weights, unheard);
        write_sound(name + ".wav", wet);
        write_sound(name + ".learnt.wav", learnt);
        const double error = error_to_signal(learnt, wet);
        std::printf("%s: error to signal, in notes that it never heard: %.2f %%\n", name.c_str(),
                    100 * error);
        report.section(name).add(history).add_sound({{"dry", unheard}, {"amplifier", wet}}, sample_rate);
        report.text("A fiftieth of a second of a note that it never heard:");
        report.add_sound(
            {{"dry", part_of(unheard)}, {"amplifier", part_of(wet)}, {"network", part_of(learnt)}},
            sample_rate);
        good = good && error < 0.01;
    }
    std::printf(
        "\nThe plugin is %s.\nHosts find it with LV2_PATH=%s, or once it is copied to ~/.lv2: as \"ctnn "
        "amplifier\" in "
        "their lists,\nor for instance\n    lv2apply -i %s -o out.wav -c amplifier 1 urn:ctnn:amplifier\n"
        "    jalv urn:ctnn:amplifier:own\nTo hear it without a host: %s\n",
        bundle.c_str(), bundle.parent_path().c_str(), (folder / "dry.wav").c_str(),
        (folder / "driven.learnt.wav").c_str());
    if (options.reports()) write(report);
    return asked || good ? 0 : 1;
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
