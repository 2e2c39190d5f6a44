// What the program that learns and the plugin that plays share: the network, and which files its weights are
// in.
#pragma once

#include <array>
#include <cstddef>
#include <ctnn/ctnn.hpp>
#include <ctnn/network/stream.hpp>

/// The rate of the sound that it learns, samples a second. At another rate it plays too, but its filters move
/// with it: at 44,100 all that it does to a tone happens 8 % lower.
inline constexpr double sample_rate = 48'000;

/// As many samples at a time are learnt from; a stream goes on for ever.
inline constexpr std::size_t window = 256;

using Amplifier =
    ctnn::Network<ctnn::Input<window, 1>,
                  ctnn::Conv1D<8, 5, ctnn::Tanh, ctnn::Conv1DOptions{.padding = ctnn::causal}>,
                  ctnn::LSTM<12, ctnn::Returns::sequence>, ctnn::TimeDistributed<ctnn::Dense<1>>>;
using Weights = ctnn::Parameters<Amplifier>;

static_assert(ctnn::Stream<Amplifier>::delay == 0, "the plugin says that it has no latency");
static_assert(ctnn::fits<Amplifier, ctnn::Budget{.bytes = 4'352, .multiply_adds = 270'000}>);

/// The amplifiers that come with the plugin, by the number that its port takes: the files of their weights in
/// its bundle. The next number is a file of the user's own.
inline constexpr std::array amplifier_files{"clean.safetensors", "driven.safetensors"};
inline constexpr std::size_t own_file = amplifier_files.size();
