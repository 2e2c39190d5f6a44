#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/network/predict.hpp>
#include <ctnn/network/stream.hpp>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "hash.hpp"

// What networks answer: one sample at a time, in batches, step by step.

template <class T>
std::uint64_t hash_of(const T* values, std::size_t count) {
    Hash hash;
    hash.add_all(std::span<const T>(values, count));
    return hash.value;
}

/// Of `samples` samples, one after the other.
template <class Net, class T>
constexpr std::uint64_t predicted(std::uint64_t seed, std::size_t samples) {
    nn::Parameters<Net, T> parameters;
    fill(parameters, seed);
    nn::Random random{seed};
    Hash hash;
    for (std::size_t s = 0; s < samples; ++s)
        hash.add_all(nn::predict(parameters, drawn_values<T, Net::input_size>(random)));
    return hash.value;
}

/// The hash of many samples, of which some hold infinities, NaN and the like; `same`: whether batches of any
/// size give what single samples give.
template <class Net, class T>
std::uint64_t predicted_in_batches(std::uint64_t seed, bool& same) {
    constexpr std::size_t most = 70, in = Net::input_size, out = Net::output_size;
    static nn::Parameters<Net, T> parameters;
    fill(parameters, seed);
    nn::Random random{seed};
    std::vector<T> x(most * in), y(most * out), batch(most * out);
    for (T& value : x) value = drawn<T>(random);
    using Limits = std::numeric_limits<T>;
    for (const T rare : {Limits::infinity(), -Limits::infinity(), Limits::quiet_NaN(), Limits::max(),
                         Limits::denorm_min(), T(-0.0)})
        x[random.below(x.size())] = rare;
    for (std::size_t s = 0; s < most; ++s) {
        std::array<T, in> one;
        std::copy_n(x.data() + s * in, in, one.data());
        std::copy_n(nn::predict(parameters, one).data(), out, y.data() + s * out);
    }
    const std::size_t step = Net::multiply_adds > 5000 ? 7 : 1;  // some are slow under an emulator
    for (std::size_t count = 1; count <= most; count += step) {
        nn::predict(parameters, std::span<const T>(x.data(), count * in),
                    std::span<T>(batch.data(), count * out));
        if (hash_of(batch.data(), count * out) != hash_of(y.data(), count * out)) same = false;
    }
    return hash_of(y.data(), y.size());
}

template <class Net, class T = float>
void predict_all(const std::string& name) {
    const std::uint64_t seed = unknown_seed();
    check(name, predicted<Net, T>(seed, 3));
    bool same = true;
    check(std::string(name) + ", 70 samples", predicted_in_batches<Net, T>(seed, same));
    check_same(name, same);
}

/// The hash of a stream's outputs for one sequence; `same`: whether it gives them in whatever pieces the
/// sequence comes, and ends with what the network gives for the whole of it.
template <class Net, class T>
std::uint64_t streamed(std::uint64_t seed, bool& same) {
    using Stream = nn::Stream<Net, T>;
    constexpr std::size_t steps = Net::input_size / Stream::step_input, out = Stream::step_output;
    static nn::Parameters<Net, T> parameters;
    fill(parameters, seed);
    nn::Random random{seed};
    const auto x = drawn_values<T, Net::input_size>(random);
    std::uint64_t first = 0;
    for (const std::size_t at_once : {std::size_t{1}, std::size_t{2}, std::size_t{5}, steps}) {
        Stream stream(parameters);
        std::vector<T> y(steps * out);
        std::size_t written = 0;
        for (std::size_t t = 0; t < steps; t += at_once)
            written += stream.run(std::span(x).subspan(t * Stream::step_input,
                                                       std::min(at_once, steps - t) * Stream::step_input),
                                  std::span(y).subspan(written * out));
        const std::uint64_t hash = hash_of(y.data(), written * out);
        if (at_once == 1) first = hash;
        const auto whole = nn::predict(parameters, x);
        if (hash != first || written * out < whole.size() ||
            hash_of(whole.data(), whole.size()) !=
                hash_of(y.data() + (written * out - whole.size()), whole.size()))
            same = false;
    }
    return first;
}

template <class Net, class T = float>
void stream_all(const std::string& name) {
    bool same = true;
    check(name + ", streamed", streamed<Net, T>(unknown_seed(), same));
    check_same(name + ", streamed", same);
}

/// At once and step by step.
template <class Net, class T = float>
void go_through_all(const std::string& name) {
    predict_all<Net, T>(name);
    stream_all<Net, T>(name);
}
