// Weights that come from elsewhere: arrays of the program, layer by layer or all at once, constants, files.

// [headers]
#include <array>
#include <cstdio>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/mapped.hpp>
#include <ctnn/io/safetensors.hpp>
#include <span>
#include <string_view>
#include <vector>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<3>, nn::Dense<2, nn::ReLU>, nn::Dense<1>>;
// [headers]

int main() {
    // [arrays]
    nn::Parameters<Net> parameters;

    // A row for each input: from input i to unit o goes weight[i * 2 + o].
    parameters.layer<0>().weight = std::array{1.0f, -1.0f,  // from input 0 to units 0 and 1
                                              0.5f, 0.25f,  // from input 1
                                              0.0f, 2.0f};  // from input 2
    parameters.layer<0>().bias = std::array{0.1f, -0.1f};
    parameters.layer<1>().weight = std::array{1.0f, 2.0f};
    parameters.layer<1>().bias = std::array{0.5f};

    const float y = nn::predict(parameters, {1, 2, 3})[0];
    // [arrays]
    std::printf("arrays, layer by layer: %g\n", double(y));

    // PyTorch, ONNX and most papers keep a row for each output instead: transpose.
    // [transposed]
    constexpr float rows[2][3] = {{1.0f, 0.5f, 0.0f}, {-1.0f, 0.25f, 2.0f}};
    for (std::size_t o = 0; o < 2; ++o)
        for (std::size_t i = 0; i < 3; ++i) parameters.layer<0>().weight[i * 2 + o] = rows[o][i];
    // [transposed]

    // [vectors]
    const std::vector<float> bias{0.1f, -0.1f};  // whose length only the running program knows
    parameters.layer<0>().bias = std::span<const float, 2>(bias);
    // [vectors]

    // [at_once]
    constexpr std::array<float, 11> values{1, -1, 0.5f, 0.25f, 0, 2, 0.1f, -0.1f, 1, 2, 0.5f};
    constexpr nn::Parameters<Net> constant{values};  // layer by layer: weights, then biases
    static_assert(nn::predict(constant, {1, 2, 3})[0] > 13);
    // [at_once]

    // [parts]
    nn::for_each_part(parameters, [](std::string_view path, const nn::Part&, std::span<float> part) {
        std::printf("%.*s holds %zu values\n", int(path.size()), path.data(), part.size());
    });
    // [parts]

    // [file]
    nn::save("net.safetensors", parameters);
    try {
        nn::load("net.safetensors", parameters);
    } catch (const nn::FileError& error) {
        std::printf("%s\n", error.what());  // which file, which tensor, what it is and what the layer takes
    }
    // [file]

    // [mapped]
    const nn::MappedParameters<Net> mapped("net.safetensors");  // the values stay in the file
    const float same = nn::predict(*mapped, {1, 2, 3})[0];
    // [mapped]
    return y == same && y == nn::predict(constant, {1, 2, 3})[0] ? 0 : 1;
}
