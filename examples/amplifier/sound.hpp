// Sound to learn from: strings that are plucked, and the amplifiers that are to be learnt, as formulas.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/random.hpp>
#include <ctnn/simd/flush_denormals.hpp>
#include <iterator>
#include <vector>

#include "amplifier.hpp"

/// A plucked string (Karplus and Strong, Digital Synthesis of Plucked-String and Drum Timbres, 1983): noise
/// goes round and loses its highs each time.
inline void pluck(std::vector<float>& sound, std::size_t at, double frequency, float loudness,
                  ctnn::Random& random) {
    std::vector<float> string(static_cast<std::size_t>(sample_rate / frequency));
    for (float& value : string) value = loudness * (2 * random.uniform<float>() - 1);
    for (std::size_t i = 0; at + i < sound.size(); ++i) {
        float& here = string[i % string.size()];
        sound[at + i] += here;
        here = 0.498f * (here + string[(i + 1) % string.size()]);
    }
}

/// Notes of a minor scale at random, three a second, of all strengths.
inline std::vector<float> played(double seconds, std::uint64_t seed) {
    constexpr double semitones[] = {0, 3, 5, 7, 10, 12, 15, 17};
    ctnn::Random random{seed};
    std::vector<float> sound(static_cast<std::size_t>(seconds * sample_rate));
    for (std::size_t at = 0; at < sound.size(); at += static_cast<std::size_t>(sample_rate / 3))
        pluck(sound, at, 110 * std::exp2(semitones[random.below(std::size(semitones))] / 12),
              0.1f + 0.6f * random.uniform<float>(), random);
    return sound;
}

/// A valve bends the loud, more on one side than on the other; a capacitor behind it lets no rumble through.
inline std::vector<float> amplified(const std::vector<float>& dry, double drive) {
    constexpr double share = 0.05;  // of the way, each sample: some 390 Hz
    std::vector<float> wet;
    double charge = 0;
    for (const float x : dry) {
        const double bent = std::tanh(drive * double(x) + 0.2) - std::tanh(0.2);
        charge += share * (bent - charge);
        wet.push_back(float(0.45 * (bent - charge)));  // within -1 and 1, where hosts clip
    }
    return wet;
}

inline constexpr double drives[] = {0.8, 6};  // as amplifier_files has them
static_assert(std::size(drives) == amplifier_files.size());

/// What the network makes of it, all at once, by the bits that the plugin gives block by block.
inline std::vector<float> played_through(const Weights& weights, const std::vector<float>& dry) {
    const ctnn::FlushDenormals guard;
    std::vector<float> sound(dry.size());
    ctnn::Stream<Amplifier>(weights).run(dry, sound);
    return sound;
}
