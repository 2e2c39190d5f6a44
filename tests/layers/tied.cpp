#include <layers/laws.hpp>

#include <ctnn/train.hpp>
#include <string>
#include <vector>

#include <reference/transfer.hpp>

using namespace ctnn;

namespace {

using Golden = reference::transfer::Tied;
using Encoder = Tied<Dense<3, Tanh>, Repeated<3, Dense<3, Tanh>>>;
using L = placed<Encoder, Shape<4>>;
static_assert(L::parameters == 15 + 12 + 4 && L::multiply_adds == 12 + 27 + 12);
static_assert(std::is_same_v<placed<Tied<Dense<3>>, Shape<4, 4, 1>>::output, Shape<4, 4, 1>>);
static_assert(std::is_same_v<placed<Tied<Embedding<7, 2>>, Shape<5>>::output, Shape<5, 7>>);

void fill(double* values, std::size_t count, std::size_t factor, std::size_t modulus, double unit) {
    for (std::size_t i = 0; i < count; ++i)
        values[i] = (double(factor * i % modulus) - double(modulus / 2)) / unit;
}

}  // namespace

TEST_CASE("tied: the laws", "[layers]") { layer_laws<Tied<Dense<5, Tanh>, Dense<5>>, Shape<7>>(); }

TEST_CASE("tied: as PyTorch has it", "[layers]") {
    laws::Bench<L, 2, double> bench;
    fill(bench.w.data(), 15, 7, 23, 17);
    fill(bench.w.data() + 15, 12, 5, 23, 17);
    fill(bench.w.data() + 27, 4, 3, 7, 5);
    fill(bench.x.data(), 8, 9, 31, 15);
    fill(bench.dy.data(), 8, 5, 7, 4);
    bench.forward();
    bench.backward();
    laws::require_close(bench.y.values(), {std::begin(Golden::y), std::end(Golden::y)}, 1e-12);
    laws::require_close(bench.dx.values(), {std::begin(Golden::dx), std::end(Golden::dx)}, 1e-12);
    laws::require_close(bench.dw.values(), {std::begin(Golden::dw), std::end(Golden::dw)}, 1e-12);
}

TEST_CASE("tied: a table of words, there and back", "[layers]") {
    using Words = Network<Input<3>, Tied<Embedding<5, 2>, SimpleRNN<2, Returns::sequence>>>;
    Parameters<Words, double> parameters;
    initialize(parameters, 1);
    const auto layer = parameters.layer<0>();
    layer.bias[4] = 1;
    const auto y = predict(parameters, std::array{0.0, 2.0, 4.0});
    Parameters<Network<Input<3>, Embedding<5, 2>, SimpleRNN<2, Returns::sequence>>, double> inner;
    for (std::size_t i = 0; i < inner.size(); ++i) inner.values[i] = parameters.values[i];
    const auto h = predict(inner, std::array{0.0, 2.0, 4.0});
    for (std::size_t t = 0; t < 3; ++t)
        for (std::size_t v = 0; v < 5; ++v)
            REQUIRE(y[t * 5 + v] == Approx(h[t * 2] * layer.layer<0>().weight[v * 2] +
                                           h[t * 2 + 1] * layer.layer<0>().weight[v * 2 + 1] + (v == 4)));

    std::vector<std::string> names;
    for_each_part<Words>([&](std::string_view path, const Part&, std::size_t) { names.emplace_back(path); });
    REQUIRE(names == std::vector<std::string>{"layers.0.0.weight", "layers.0.between.0.kernel",
                                              "layers.0.between.0.recurrent_kernel",
                                              "layers.0.between.0.bias", "layers.0.bias"});
}

TEST_CASE("tied: an autoencoder learns", "[layers]") {
    using Net = Network<Input<6>, Tied<Dense<2, Tanh>>, Activation<Sigmoid>>;
    Learner<Net, BinaryCrossEntropy, Adam, 2> learner{{.learning_rate = 0.1f}, 1};
    const std::array<float, 12> x{1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 0};
    const float before = learner.step(x, x);
    float after = before;
    for (int step = 0; step < 100; ++step) after = learner.step(x, x);
    REQUIRE(after < 0.1f * before);
}
