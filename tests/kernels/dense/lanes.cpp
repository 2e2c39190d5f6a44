#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/ctnn.hpp>
#include <utility>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

#ifndef CTNN_NO_SIMD
/// Samples of N values come apart into lanes and together again.
template <class T, std::size_t N>
void check_transposition() {
    CAPTURE(N);
    constexpr std::size_t W = simd::native<T>;
    using V = simd::vec<T, W>;
    std::array<T, N * W> x, y;
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = T(i);
    V samples[N], values[N], back[N];
    for (std::size_t i = 0; i < N; ++i) samples[i] = simd::load<W>(x.data() + i * W);
    kernels::detail::apart(samples, values);
    for (std::size_t i = 0; i < N; ++i) simd::store(y.data() + i * W, values[i]);
    for (std::size_t i = 0; i < N; ++i)
        for (std::size_t s = 0; s < W; ++s) REQUIRE(y[i * W + s] == x[s * N + i]);
    kernels::detail::together(values, back);
    for (std::size_t i = 0; i < N; ++i) simd::store(y.data() + i * W, back[i]);
    REQUIRE(y == x);
}
#endif

/// Any number of samples at once gives what they give one by one, and writes nothing else.
template <class Net, class T>
void check_network() {
    constexpr std::size_t In = Net::input_size, Out = Net::output_size;
    Parameters<Net, T> parameters;
    initialize(parameters, 1);
    Random random{2};
    for (T& value : parameters.trained())
        if (value == 0) value = random.uniform<T>() - T(0.5);  // the biases
    for (std::size_t count = 0; count <= 50; ++count) {
        CAPTURE(count);
        std::vector<T> inputs(count * In), outputs(count * Out + 1, T(-9));
        for (T& value : inputs) value = random.uniform<T>() * 2 - 1;
        REQUIRE(predict(parameters, inputs, std::span(outputs).first(count * Out)) == count);
        REQUIRE(outputs.back() == T(-9));
        for (std::size_t s = 0; s < count; ++s) {
            const auto y = predict(parameters, std::span<const T, In>(inputs.data() + s * In, In));
            for (std::size_t o = 0; o < Out; ++o)
                REQUIRE(std::abs(outputs[s * Out + o] - y[o]) <= (sizeof(T) == 4 ? T(1e-6) : T(1e-14)));
        }
    }
}

struct Shifted {  // an activation that knows no vectors
    static float value(float z) { return z + 1; }
    static float slope(float, float) { return 1; }
};

}  // namespace

#ifndef CTNN_NO_SIMD
TEST_CASE("lanes: samples come apart and together", "[kernels]") {
    []<std::size_t... N>(std::index_sequence<N...>) {
        (check_transposition<float, N + 1>(), ...);
        (check_transposition<double, N + 1>(), ...);
    }(std::make_index_sequence<kernels::most_values_in_lanes>{});
}
#endif

TEST_CASE("lanes: samples at once are as many single ones", "[kernels]") {
    check_network<Network<Input<2>, Dense<2, Sigmoid>, Dense<1, Sigmoid>>, float>();
    check_network<Network<Input<7>, Dense<13, ReLU>, Dense<5, Softmax>>, float>();
    check_network<Network<Input<3>, Dense<20, Tanh>, Sequential<Dense<4>, Activation<ELU>>>, double>();
    check_network<Network<Input<2, 5>, Flatten, Activation<Softmax>>, float>();
    check_network<Network<Input<9>, Dense<8, Shifted>, Dense<2>>, float>();
}
