// Where time goes, and what helps: many samples at once, zeros, fast activations, threads.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctnn/train.hpp>
#include <utility>
#include <vector>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<64>, nn::Dense<64, nn::Tanh>, nn::Dense<10, nn::Softmax>>;

// [fast]
// Accurate to 1e-4, in two thirds of the time. The same parameters fit, value by value.
using Quick =
    nn::Network<nn::Input<64>, nn::Dense<64, nn::Fast<nn::Tanh>>, nn::Dense<10, nn::Fast<nn::Softmax>>>;
// [fast]

// [sparse]
// Skips inputs that are zero: for pictures with much paper, one-hot inputs, bags of words.
using Sparse = nn::Network<nn::SparseInput<64>, nn::Dense<64, nn::Tanh>, nn::Dense<10, nn::Softmax>>;
// [sparse]

// [clock]
/// The least time of many runs, in nanoseconds: the one that nothing else disturbed.
template <class F>
double least(F run) {
    double best = 1e30;
    for (int i = 0; i < 200; ++i) {
        const auto start = std::chrono::steady_clock::now();
        run();
        best = std::min(
            best, std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}
// [clock]

int main() {
    static nn::Parameters<Net> parameters;
    nn::initialize(parameters, 1);

    // [batch]
    std::vector<float> inputs(256 * 64, 0.5f), outputs(256 * 10);
    const double together =
        least([&] { nn::predict(parameters, inputs, outputs); });  // 256 samples in one call
    // [batch]
    std::array<float, 64> x{};
    x.fill(0.5f);
    float sum = 0;
    const double alone = least([&] {
        for (int i = 0; i < 256; ++i) sum += nn::predict(parameters, x)[0], x[0] = sum;
    });
    std::printf("a sample: %.0f ns one by one, %.0f ns in a batch\n", alone / 256, together / 256);

    // [packed]
    // Once, where the parameters are loaded. Everything that predicts takes it in their place.
    static const nn::Packed<Net> packed(parameters);  // cost<Net>.packed bytes
    const auto answer = nn::predict(packed, x);
    // [packed]
    std::printf("packed: %g\n", static_cast<double>(answer[0]));

    static nn::Parameters<Quick> quick(parameters.values);
    static nn::Parameters<Sparse> sparse(parameters.values);
    float apart = 0;
    const auto exact = nn::predict(parameters, x), about = nn::predict(quick, x),
               skipping = nn::predict(sparse, x);
    for (std::size_t k = 0; k < 10; ++k)
        apart = std::max({apart, std::abs(exact[k] - about[k]), std::abs(exact[k] - skipping[k])});

    // [kernels]
    nn::summary<Net>({.kernels = true});  // which kernel computes each layer, on this instruction set
    // [kernels]
    return apart < 1e-3f ? 0 : 1;
}
