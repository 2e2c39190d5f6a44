#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/train.hpp>
#include <memory>

// What each unit computes for itself, and what passes from one to the other.

namespace nn = ctnn;

using Digits = nn::Network<nn::Input<64>, nn::Dense<48, nn::Tanh>, nn::Dense<10, nn::Softmax>>;
using Sequence =
    nn::Network<nn::Input<40, 2>, nn::Conv1D<8, 5, nn::Tanh, nn::Conv1DOptions{.padding = nn::causal}>,
                nn::LSTM<16, nn::Returns::sequence>, nn::GRU<12, nn::Returns::sequence>,
                nn::TimeDistributed<nn::Dense<1>>>;
using Image =
    nn::Network<nn::Input<12, 12, 3>, nn::Conv2D<7, 3, nn::ReLU, nn::ConvOptions{.padding = nn::same}>,
                nn::MaxPool2D<2>, nn::BatchNorm<>, nn::Dense<10, nn::Softmax>>;
using Sparse = nn::Network<nn::SparseInput<40>, nn::Dense<33, nn::GELU>, nn::Dense<3>>;

std::uint64_t plain_answers();
std::uint64_t fast_answers();
void learn_plain(nn::Parameters<Digits>& parameters);
void learn_fast(nn::Parameters<Digits>& parameters);

namespace {

template <class T>
void mix(std::uint64_t& hash, const T& values) {
    for (const float value : values)
        hash = (hash ^ __builtin_bit_cast(std::uint32_t, value)) * 0x100'0000'01b3u;
}

/// Predicts, differentiates and learns from some samples; the hash of all bits that come of it.
template <class Net, class Loss>
void answer(std::uint64_t& hash) {
    const auto learner = std::make_unique<nn::Learner<Net, Loss, nn::Adam, 4>>();
    nn::initialize(learner->parameters, 1);
    std::array<float, 4 * Net::input_size> x{};
    std::array<float, 4 * Net::output_size> target{};
    nn::Random random{3};
    for (float& value : x) value = random.uniform<float>() < 0.5f ? 0 : random.uniform<float>() - 0.5f;
    for (std::size_t s = 0; s < 4; ++s) target[s * Net::output_size] = 1;
    std::array<float, Net::input_size> one{};
    for (std::size_t i = 0; i < one.size(); ++i) one[i] = x[i];
    mix(hash, nn::predict(learner->parameters, one));
    for (int step = 0; step < 3; ++step) learner->step(x, target, 0.01f);
    mix(hash, learner->parameters.values);
    mix(hash, nn::predict(learner->parameters, one));
}

inline std::uint64_t answers() {
    std::uint64_t hash = 0xcbf2'9ce4'8422'2325u;
    answer<Digits, nn::CrossEntropy>(hash);
    answer<Sequence, nn::MeanSquaredError>(hash);
    answer<Image, nn::CrossEntropy>(hash);
    answer<Sparse, nn::MeanSquaredError>(hash);
    return hash;
}

inline void learn(nn::Parameters<Digits>& parameters) {
    nn::Parameters<Digits> sum{};
    nn::gradient<nn::CrossEntropy>(parameters, std::array<float, 64>{1}, 3, sum);
    for (std::size_t i = 0; i < parameters.size(); ++i) parameters.values[i] -= sum.values[i];
}

}  // namespace
