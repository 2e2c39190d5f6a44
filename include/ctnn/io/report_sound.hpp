#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <complex>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/io/plot.hpp>
#include <numbers>
#include <span>
#include <string>
#include <utility>
#include <vector>

// Sound in a report: its wave, and how strong which frequencies are in it.

namespace ctnn {

inline namespace CTNN_CODE {

/// What went into a stream or came out of it: `{"dry", input}`.
struct Sound {
    std::string name{};                ///< in the legend
    std::span<const float> samples{};  ///< of one channel
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

/// The discrete Fourier transform of as many values as a power of 2, in place. Source: Cooley, Tukey, An
/// algorithm for the machine calculation of complex Fourier series, 1965.
[[gnu::cold]] inline void fourier_transform(std::vector<std::complex<double>>& values) {
    const std::size_t size = values.size();
    for (std::size_t i = 1, j = 0; i < size; ++i) {
        std::size_t bit = size >> 1;
        for (; (j & bit) != 0; bit >>= 1) j ^= bit;
        j ^= bit;
        if (i < j) std::swap(values[i], values[j]);
    }
    for (std::size_t half = 1; half < size; half *= 2)
        for (std::size_t k = 0; k < half; ++k) {
            const auto turn = std::polar(1.0, -std::numbers::pi * double(k) / double(half));
            for (std::size_t i = k; i < size; i += 2 * half) {
                const auto even = values[i], odd = turn * values[i + half];
                values[i] = even + odd;
                values[i + half] = even - odd;
            }
        }
}

/// The power of each frequency from 0 to half the rate, in decibels of a full sine's: the mean of stretches
/// of 2048 samples that overlap by half, each under a Hann window. Source: Welch, The use of fast Fourier
/// transform for the estimation of power spectra, 1967. Of a longer sound, 64 stretches evenly taken.
[[gnu::cold]] inline std::vector<double> spectrum(std::span<const float> sound) {
    constexpr std::size_t longest = 2048, most = 64;
    const std::size_t size = std::min(longest, std::bit_floor(sound.size()));
    if (size < 4) return {};
    const std::size_t all = (sound.size() - size) / (size / 2) + 1, used = std::min(all, most);
    std::vector<double> power(size / 2 + 1);
    std::vector<std::complex<double>> values(size);
    for (std::size_t s = 0; s < used; ++s) {
        const std::size_t first = s * all / used * (size / 2);
        for (std::size_t i = 0; i < size; ++i) {
            const double window = 0.5 - 0.5 * std::cos(2 * std::numbers::pi * double(i) / double(size));
            values[i] = window * double(sound[first + i]);
        }
        fourier_transform(values);
        for (std::size_t k = 0; k < power.size(); ++k) power[k] += std::norm(values[k]) / double(used);
    }
    const double sine = double(size) / 4;  // of height 1, under this window
    for (double& value : power) value = 10 * std::log10(std::max(value / (sine * sine), 1e-20));
    return power;
}

/// The waves over one another, and their spectra.
[[gnu::cold]] inline std::vector<Plot> sound_plots(const std::vector<Sound>& sounds, double rate) {
    if (!(rate > 0) || rate > greatest_drawn)
        throw DataError("the sound of a report", "a rate of samples a second above 0", number_text(rate));
    Plot wave{.title = "Wave", .x_label = "seconds", .y_label = "value"};
    Plot tones{.title = "Spectrum", .x_label = "kHz", .y_label = "dB of a full sine"};
    for (const Sound& sound : sounds) {
        Curve values{.name = sound.name}, powers{.name = sound.name, .x = {}, .y = spectrum(sound.samples)};
        for (std::size_t i = 0; i < sound.samples.size(); ++i) {
            values.x.push_back(double(i) / rate);
            values.y.push_back(double(sound.samples[i]));
        }
        for (std::size_t k = 0; k < powers.y.size(); ++k)
            powers.x.push_back(double(k) / double(2 * (powers.y.size() - 1)) * rate / 1000);
        wave.curves.push_back(std::move(values));
        tones.curves.push_back(std::move(powers));
    }
    return {std::move(wave), std::move(tones)};
}

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
