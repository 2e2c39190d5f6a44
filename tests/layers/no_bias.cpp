#include <layers/laws.hpp>

#include <ctnn/activations/gelu.hpp>
#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/softsign.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/engine/chain.hpp>
#include <ctnn/engine/parts.hpp>
#include <ctnn/initializers/he_normal.hpp>
#include <ctnn/layers/conv1d.hpp>
#include <ctnn/layers/conv2d.hpp>
#include <ctnn/layers/conv2d_transpose.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/gru.hpp>
#include <ctnn/layers/lstm.hpp>
#include <ctnn/layers/no_bias.hpp>
#include <ctnn/layers/simple_rnn.hpp>
#include <iterator>
#include <reference/no_bias.hpp>
#include <vector>

using namespace ctnn;

namespace {

using Bare = placed<NoBias<Dense<3, Tanh>>, Shape<2, 2>>;
static_assert(Bare::parameters == 12 && Bare::weights == 12 && Bare::multiply_adds == 12);
static_assert(Bare::parts.size() == 1);
static_assert(std::is_same_v<Bare::logits, placed<NoBias<Dense<3>>, Shape<2, 2>>>);
static_assert(detail::TakesScale<placed<Dense<3>, Shape<2>>> &&
              !detail::TakesScale<placed<NoBias<Dense<3>>, Shape<2>>>);
using Sequence = Shape<7, 3>;
static_assert(placed<NoBias<LSTM<5>>, Sequence>::parameters == 8 * 20);
static_assert(placed<NoBias<GRU<5>>, Sequence>::parameters == 8 * 15);
static_assert(placed<NoBias<SimpleRNN<5>>, Sequence>::parameters == 8 * 5);
static_assert(placed<NoBias<LSTM<5>>, Sequence>::parts.size() == 2);

/// A layer whose block of parameters is just as large as it says, so that a sanitizer sees who reads behind
/// it, beside the same with biases of 0: outputs and all gradients are to be the same.
template <class Layer, class In, std::size_t B>
void is_the_one_with_zeros() {
    using L = placed<NoBias<Layer>, In>;
    using Other = placed<Layer, In>;
    constexpr std::size_t in = In::size, out = L::output::size, back = detail::backward_scratch<L>();
    laws::Bench<Other, B, float> with_bias;
    const std::vector<float> w(with_bias.w.data(), with_bias.w.data() + L::parameters);
    std::fill_n(with_bias.w.data() + L::parameters, Other::parameters - L::parameters, 0.0f);
    with_bias.predict();
    const auto predicted = with_bias.y.values();
    with_bias.forward();
    with_bias.backward();

    std::vector<float> y(B * out), tape(B * L::tape), scratch(B * std::max(L::scratch, back)), dx(B * in),
        dw(L::parameters);
    const View<float, L::parameters> weights(w.data(), L::parameters);
    const View<float, B * in> x(with_bias.x.data(), B * in);
    const View<float, B * out> dy(with_bias.dy.data(), B * out);
    const Slot<float, B * L::scratch> work(scratch.data(), B * L::scratch);
    const Slot<float, B * L::tape> kept(tape.data(), B * L::tape);
    const Slot<float, B * out> to(y.data(), B * out);
    Random random{};
    L::template predict<B, float>(weights, {}, x, to, work);
    CHECK(y == predicted);
    L::template forward<B, float>(weights, {}, x, to, kept, work, random);
    CHECK(y == with_bias.y.values());
    detail::backward<L, B, float, B * in>(weights, x, to, kept, dy, Slot<float, B * in>(dx.data(), B * in),
                                          dw.data(), Slot<float, B * back>(scratch.data(), B * back));
    CHECK(dx == with_bias.dx.values());
    auto wanted = with_bias.dw.values();
    wanted.resize(L::parameters);
    CHECK(dw == wanted);
}

double number(std::size_t i, std::size_t factor, std::size_t modulus, double unit) {
    return (double(factor * i % modulus) - double(modulus / 2)) / unit;
}

template <class L, class Golden>
void answers_as_pytorch() {
    laws::Bench<L, 1, double> bench;
    REQUIRE(std::size(Golden::dw) == L::parameters);
    for (std::size_t i = 0; i < L::parameters; ++i) bench.w[i] = number(i, 37, 101, 100);
    for (std::size_t i = 0; i < L::input::size; ++i) bench.x[i] = number(i, 53, 89, 44);
    for (std::size_t i = 0; i < L::output::size; ++i) bench.dy[i] = number(i, 29, 83, 41);
    bench.forward();
    bench.backward();
    const auto values = [](const auto& golden) {
        return std::vector<double>(std::begin(golden), std::end(golden));
    };
    laws::require_close(bench.y.values(), values(Golden::y), 1e-6);
    laws::require_close(bench.dx.values(), values(Golden::dx), 1e-6);
    laws::require_close(bench.dw.values(), values(Golden::dw), 1e-6);
}

}  // namespace

TEST_CASE("no_bias: the laws", "[layers]") {
    layer_laws<NoBias<Dense<17, GELU>>, Shape<5>>();
    layer_laws<NoBias<GRU<3, Returns::sequence>>, Shape<4, 2>>();
    layer_laws<NoBias<Conv1D<5, 2, Tanh>>, Shape<6, 2>>();
}

TEST_CASE("no_bias: on an input that is searched for zeros", "[layers]") {
    is_the_one_with_zeros<Dense<17>, SparseShape<5, 4>, 1>();
    is_the_one_with_zeros<Dense<17>, SparseShape<5, 4>, 13>();
}

TEST_CASE("no_bias: dense as with biases of 0", "[layers]") {
    is_the_one_with_zeros<Dense<1, Tanh>, Shape<33>, 1>();
    is_the_one_with_zeros<Dense<5, Tanh>, Shape<33>, 1>();
    is_the_one_with_zeros<Dense<37>, Shape<70>, 13>();
    is_the_one_with_zeros<Dense<10, ReLU>, Shape<128>, 1>();
}

TEST_CASE("no_bias: convolutions as with biases of 0", "[layers]") {
    is_the_one_with_zeros<Conv2D<5, 3, ReLU, ConvOptions{.padding = same}>, Shape<7, 6, 3>, 2>();
    is_the_one_with_zeros<Conv2D<6, 3, Linear, ConvOptions{.groups = 6}>, Shape<7, 6, 6>, 1>();
    is_the_one_with_zeros<Conv2D<3, Size2D{5, 4}>, Shape<5, 4, 1>, 3>();
    is_the_one_with_zeros<Conv2DTranspose<3, 3, Tanh, ConvTransposeOptions{.stride = 2}>, Shape<4, 3, 5>,
                          2>();
    is_the_one_with_zeros<Conv1D<17, 3, Tanh, Conv1DOptions{.padding = causal}>, Shape<9, 3>, 1>();
}

TEST_CASE("no_bias: recurrent layers as with biases of 0", "[layers]") {
    is_the_one_with_zeros<LSTM<5>, Shape<7, 3>, 1>();
    is_the_one_with_zeros<LSTM<33, Returns::sequence>, Shape<19, 5>, 1>();
    is_the_one_with_zeros<GRU<6, Returns::sequence, Softsign>, Shape<5, 3>, 9>();
    is_the_one_with_zeros<GRU<33>, Shape<18, 3>, 1>();
    is_the_one_with_zeros<SimpleRNN<7>, Shape<5, 3>, 9>();
}

TEST_CASE("no_bias: a stream gives the bits of the sequence", "[layers]") {
    stream_laws<NoBias<Conv1D<16, 15, Tanh, Conv1DOptions{.padding = causal}>>, Shape<60, 3>, float>();
    stream_laws<NoBias<LSTM<17, Returns::sequence>>, Shape<20, 3>, float>();
}

TEST_CASE("no_bias: PyTorch's outputs and gradients", "[layers]") {
    answers_as_pytorch<
        detail::Chain<Shape<6, 2>, placed<NoBias<Conv1D<3, 2, Tanh>>, Shape<6, 2>>,
                      placed<NoBias<GRU<4, Returns::sequence>>, Shape<5, 3>>,
                      placed<NoBias<LSTM<3, Returns::sequence>>, Shape<5, 4>>,
                      placed<NoBias<SimpleRNN<5>>, Shape<5, 3>>, placed<NoBias<Dense<2>>, Shape<5>>>,
        reference::no_bias::Sequence>();
    using Up = Conv2DTranspose<2, 2, Linear, ConvTransposeOptions{.stride = 2}>;
    answers_as_pytorch<
        detail::Chain<Shape<4, 3, 2>, placed<NoBias<Conv2D<3, Size2D{2, 3}, Tanh>>, Shape<4, 3, 2>>,
                      placed<NoBias<Up>, Shape<3, 1, 3>>>,
        reference::no_bias::Image>();
}

TEST_CASE("no_bias: weights start as the layer's", "[layers]") {
    std::array<float, 12> bare{};
    std::array<float, 15> with_bias{};
    Random one{1}, two{1};
    placed<NoBias<Dense<3, ReLU>>, Shape<4>>::initialize<float>(bare, {}, one);
    placed<Dense<3, ReLU>, Shape<4>>::initialize<float>(with_bias, {}, two);
    REQUIRE(std::equal(bare.begin(), bare.end(), with_bias.begin()));
}
