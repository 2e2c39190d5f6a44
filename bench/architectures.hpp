#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <ctnn/core/random.hpp>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "models.hpp"

// Networks that are no chain of dense layers: their sizes, and their parameters in Keras's layout, drawn
// here, so that a peer needs nothing but a pointer to them. For each layer: kernel, recurrent kernel, bias.

namespace bench {

/// ctnn's parameters with a block's values.
template <class M>
auto parameters_of(const std::vector<float>& weights) {
    using Parameters = nn::Parameters<typename M::Network>;
    static_assert(Parameters::size() == M::parameters);
    auto parameters = std::make_shared<Parameters>();
    std::copy(weights.begin(), weights.end(), parameters->data());
    return parameters;
}

/// So many values between -bound and bound.
struct Part {
    std::size_t count;
    float bound;
};

inline std::vector<float> drawn(std::initializer_list<Part> parts, std::uint64_t seed = 1) {
    nn::Random random{seed};
    std::vector<float> values;
    for (const Part& part : parts)
        for (std::size_t i = 0; i < part.count; ++i)
            values.push_back((random.uniform<float>() * 2 - 1) * part.bound);
    return values;
}

/// Hands out a block of parameters, piece by piece.
struct Pieces {
    const float* at;
    const float* operator()(std::size_t count) { return std::exchange(at, at + count); }
};

/// The greatest of the weights that PyTorch starts with.
inline float bound_of(std::size_t fan_in) { return 1 / std::sqrt(static_cast<float>(fan_in)); }

inline constexpr std::size_t steps_in_turn = 256;  ///< of the sequences that are taken as they come

/// Kernel (in, 4 units), recurrent kernel (units, 4 units), bias (4 units); gates i f g o.
template <std::size_t In, std::size_t Units>
struct Lstm {
    static constexpr std::size_t in = In, out = Units, units = Units;
    static constexpr std::size_t kernel = In * 4 * Units, recurrent = Units * 4 * Units, bias = 4 * Units;
    static constexpr std::size_t parameters = kernel + recurrent + bias, multiply_adds = kernel + recurrent;

    using Network = nn::Network<nn::Input<steps_in_turn, In>, nn::LSTM<Units>>;
    static std::string name() { return "LSTM " + std::to_string(In) + ">" + std::to_string(Units); }
    static std::vector<float> weights() { return drawn({{parameters, bound_of(Units)}}); }
};

/// Kernel (in, 3 units), recurrent kernel (units, 3 units), biases (2, 3 units), the second added to the
/// recurrent product before the reset gate multiplies it; gates z r h.
template <std::size_t In, std::size_t Units>
struct Gru {
    static constexpr std::size_t in = In, out = Units, units = Units;
    static constexpr std::size_t kernel = In * 3 * Units, recurrent = Units * 3 * Units, bias = 6 * Units;
    static constexpr std::size_t parameters = kernel + recurrent + bias, multiply_adds = kernel + recurrent;

    using Network = nn::Network<nn::Input<steps_in_turn, In>, nn::GRU<Units>>;
    static std::string name() { return "GRU " + std::to_string(In) + ">" + std::to_string(Units); }
    static std::vector<float> weights() { return drawn({{parameters, bound_of(Units)}}); }
};

/// A convolution along a sequence that sees only what has come: kernel (width, channels, channels), bias.
template <std::size_t Channels, std::size_t Width>
struct Conv1d {
    static constexpr std::size_t in = Channels, out = Channels, width = Width, reach = Width * Channels;
    static constexpr std::size_t kernel = reach * Channels, parameters = kernel + Channels,
                                 multiply_adds = kernel;

    using Network =
        nn::Network<nn::Input<steps_in_turn, Channels>,
                    nn::Conv1D<Channels, Width, nn::Linear, nn::Conv1DOptions{.padding = nn::causal}>>;
    static std::string name() {
        return "Conv1D of " + std::to_string(Channels) + " channels, width " + std::to_string(Width);
    }
    static std::vector<float> weights() { return drawn({{parameters, bound_of(reach)}}); }
};

/// LeNet-5 with ReLU and the greatest of each 2 x 2: 28 x 28 pixels, two zeros around them; 6 and 16 filters
/// of 5 x 5, after each of them half the rows and columns; 400-120-84-10, softmax.
struct Lenet {
    static constexpr std::size_t in = 784, out = 10;
    static constexpr std::size_t conv1 = 25 * 6, conv2 = 25 * 6 * 16, dense1 = 400 * 120, dense2 = 120 * 84,
                                 dense3 = 84 * 10;
    static constexpr std::size_t parameters =
        conv1 + 6 + conv2 + 16 + dense1 + 120 + dense2 + 84 + dense3 + 10;
    static constexpr std::size_t multiply_adds = 28 * 28 * conv1 + 10 * 10 * conv2 + dense1 + dense2 + dense3;

    using Network =
        nn::Network<nn::Input<28, 28, 1>, nn::Conv2D<6, 5, nn::ReLU, nn::ConvOptions{.padding = nn::pad(2)}>,
                    nn::MaxPool2D<2>, nn::Conv2D<16, 5, nn::ReLU>, nn::MaxPool2D<2>, nn::Flatten,
                    nn::Dense<120, nn::ReLU>, nn::Dense<84, nn::ReLU>, nn::Dense<10, nn::Softmax>>;

    static constexpr std::size_t without_gradient = 28 * 28 * conv1;  ///< multiply-adds with the inputs
    static constexpr const char* trained_by = "ReLU, CE, Adam";

    static std::string name() { return "LeNet-5"; }
    static std::vector<float> weights() {
        return drawn({{conv1 + 6, bound_of(25)},
                      {conv2 + 16, bound_of(150)},
                      {dense1 + 120, bound_of(400)},
                      {dense2 + 84, bound_of(120)},
                      {dense3 + 10, bound_of(84)}});
    }
};

/// A digit read row by row: LSTM of 64 over 28 steps of 28 pixels, its last output into 10 with softmax.
struct DigitRows {
    static constexpr std::size_t steps = 28, features = 28, units = 64;
    using Recurrent = Lstm<features, units>;
    static constexpr std::size_t in = steps * features, out = 10, dense = units * out;
    static constexpr std::size_t parameters = Recurrent::parameters + dense + out,
                                 multiply_adds = steps * Recurrent::multiply_adds + dense;

    using Network = nn::Network<nn::Input<steps, features>, nn::LSTM<units>, nn::Dense<out, nn::Softmax>>;

    static constexpr std::size_t without_gradient = steps * Recurrent::kernel;
    static constexpr const char* trained_by = "CE, Adam";

    static std::string name() { return "LSTM of 64 over 28 rows"; }
    static std::vector<float> weights() {
        return drawn({{Recurrent::parameters, bound_of(units)}, {dense + out, bound_of(units)}});
    }
};

/// A digit read row by row by a transformer: each row becomes 32 values, to which those of its place are
/// added; two blocks of 4 heads that normalise first, 64 hidden units; the mean of all rows into 10 with
/// softmax.
struct DigitTransformer {
    static constexpr std::size_t steps = 28, features = 28, heads = 4, units = 32, hidden = 64, blocks = 2;
    static constexpr std::size_t in = steps * features, out = 10;
    static constexpr std::size_t projections = 4 * units * units, dense = 2 * units * hidden,
                                 biases = 4 * units + units + hidden, norms = 2 * units;
    static constexpr std::size_t block = projections + dense + biases + 2 * norms;
    static constexpr std::size_t parameters =
        features * units + units + steps * units + blocks * block + norms + units * out + out;
    static constexpr std::size_t multiply_adds =
        steps * (features * units + blocks * (projections + dense + 2 * steps * units)) + units * out;

    using Network = nn::Network<nn::Input<steps, features>, nn::TimeDistributed<nn::Dense<units>>,
                                nn::PositionEmbedding<>,
                                nn::TransformerBlock<heads, units, hidden, nn::AllSteps, nn::ReLU>,
                                nn::TransformerBlock<heads, units, hidden, nn::AllSteps, nn::ReLU>,
                                nn::LayerNorm<>, nn::GlobalAvgPool1D, nn::Dense<out, nn::Softmax>>;

    static constexpr std::size_t without_gradient = steps * features * units;
    static constexpr const char* trained_by = "ReLU, CE, Adam";

    static std::string name() { return "transformer of 2 x 32 over 28 rows"; }
    static std::vector<float> weights() {
        std::vector<float> values =
            drawn({{features * units + units, bound_of(features)}, {steps * units, 0.05f}});
        const auto append = [&](std::initializer_list<Part> parts) {
            const auto more = drawn(parts, values.size());
            values.insert(values.end(), more.begin(), more.end());
        };
        const auto append_norm = [&] {
            values.insert(values.end(), units, 1.0f);
            values.insert(values.end(), units, 0.0f);
        };
        for (std::size_t i = 0; i < blocks; ++i) {
            append_norm();
            append({{3 * units * units, bound_of(units)},
                    {3 * units, 0},
                    {units * units, bound_of(units)},
                    {units, 0}});
            append_norm();
            append({{units * hidden + hidden, bound_of(units)}, {hidden * units + units, bound_of(hidden)}});
        }
        append_norm();
        append({{units * out + out, bound_of(units)}});
        return values;
    }
};

/// 784 pixels through 32 numbers back to 784 pixels.
struct Autoencoder : Mlp<Act::relu, Act::sigmoid, 784, 128, 32, 128, 784> {
    static constexpr std::size_t parameters =
        784 * 128 + 128 + 128 * 32 + 32 + 32 * 128 + 128 + 128 * 784 + 784;

    static constexpr std::size_t without_gradient = 784 * 128;
    static constexpr const char* trained_by = "ReLU, sigmoid, MSE, Adam";

    static std::string name() { return "autoencoder 784-128-32-128-784"; }
    static std::vector<float> weights() {
        return drawn({{784 * 128 + 128, bound_of(784)},
                      {128 * 32 + 32, bound_of(128)},
                      {32 * 128 + 128, bound_of(32)},
                      {128 * 784 + 784, bound_of(128)}});
    }
};

}  // namespace bench
