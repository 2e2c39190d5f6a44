#include <layers/laws.hpp>

#include <ctnn/activations/softsign.hpp>
#include <ctnn/engine/chain.hpp>
#include <ctnn/layers/bidirectional.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/gru.hpp>
#include <ctnn/layers/lstm.hpp>
#include <ctnn/layers/no_bias.hpp>
#include <ctnn/layers/simple_rnn.hpp>
#include <ctnn/layers/with_initial_state.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/predict.hpp>
#include <ctnn/network/stream.hpp>
#include <iterator>
#include <reference/initial_state.hpp>

using namespace ctnn;

namespace {

using Learned = placed<WithInitialState<LSTM<5>>, Shape<7, 3>>;
static_assert(Learned::parameters == 8 * 20 + 20 + 10 && Learned::weights == 160 && Learned::state == 0);
static_assert(Learned::parts.size() == 5 && Learned::parts[4].name == "c0" && !Learned::parts[4].is_state);
using Given = placed<WithInitialState<NoBias<GRU<5>>, Initial::given>, Shape<7, 3>>;
static_assert(Given::parameters == 8 * 15 && Given::state == 5);
static_assert(Given::parts.size() == 3 && Given::parts[2].name == "h0" && Given::parts[2].is_state);

double number(std::size_t i, std::size_t factor, std::size_t modulus, double unit) {
    return (double(factor * i % modulus) - double(modulus / 2)) / unit;
}

template <Initial I>
using Net = Network<Input<4, 2>, WithInitialState<LSTM<3, Returns::sequence>, I>,
                    Bidirectional<WithInitialState<GRU<2>, I>>>;
constexpr std::array<double, 3> h{0.5, -1, 2}, c{-0.25, 1, 0.75};

/// The same values in both kinds of places.
template <Initial I>
Parameters<Net<I>, double> filled() {
    using Plain = Network<Input<4, 2>, LSTM<3, Returns::sequence>, Bidirectional<GRU<2>>>;
    Parameters<Plain, double> plain;
    initialize(plain, 3);
    Parameters<Net<I>, double> all;
    const auto lstm = plain.template layer<0>();
    const auto to = all.template layer<0>();
    to.kernel = lstm.kernel, to.recurrent_kernel = lstm.recurrent_kernel, to.bias = lstm.bias;
    const auto gru = plain.template layer<1>();
    const auto both = all.template layer<1>();
    both.forward.kernel = gru.forward.kernel, both.backward.kernel = gru.backward.kernel;
    both.forward.recurrent_kernel = gru.forward.recurrent_kernel;
    both.backward.recurrent_kernel = gru.backward.recurrent_kernel;
    const auto begin = [](auto first, auto second) {
        first.h0 = h, first.c0 = c;
        second.forward.h0 = {0.5, 1}, second.backward.h0 = {-1, 2};
    };
    if constexpr (I == Initial::learned)
        begin(to, both);
    else
        begin(all.template state<0>(), all.template state<1>());
    return all;
}

}  // namespace

TEST_CASE("with_initial_state: the laws", "[layers]") {
    layer_laws<WithInitialState<LSTM<5, Returns::sequence>>, Shape<4, 3>>();
    layer_laws<WithInitialState<NoBias<GRU<3, Returns::last, Softsign>>>, Shape<3, 2>>();
    layer_laws<WithInitialState<SimpleRNN<2>, Initial::given>, Shape<3, 2>>();
}

TEST_CASE("with_initial_state: PyTorch's outputs and gradients", "[layers]") {
    using L = detail::Chain<Shape<4, 3>, placed<WithInitialState<LSTM<4, Returns::sequence>>, Shape<4, 3>>,
                            placed<WithInitialState<GRU<3, Returns::sequence>>, Shape<4, 4>>,
                            placed<WithInitialState<SimpleRNN<5, Returns::sequence>>, Shape<4, 3>>>;
    using Golden = reference::InitialState;
    laws::Bench<L, 2, double> bench;
    REQUIRE(std::size(Golden::dw) == L::parameters);
    for (std::size_t i = 0; i < L::parameters; ++i) bench.w[i] = number(i, 37, 101, 100);
    for (std::size_t i = 0; i < bench.x.size(); ++i) bench.x[i] = number(i, 53, 89, 44);
    for (std::size_t i = 0; i < bench.dy.size(); ++i) bench.dy[i] = number(i, 29, 83, 41);
    bench.forward();
    bench.backward();
    const auto values = [](const auto& golden) {
        return std::vector<double>(std::begin(golden), std::end(golden));
    };
    laws::require_close(bench.y.values(), values(Golden::y), 1e-6);
    laws::require_close(bench.dx.values(), values(Golden::dx), 1e-6);
    laws::require_close(bench.dw.values(), values(Golden::dw), 1e-6);
    bench.predict();
    laws::require_close(bench.y.values(), values(Golden::y), 1e-6);
}

TEST_CASE("with_initial_state: given values are as learned ones, both ways too", "[layers]") {
    const auto learned = filled<Initial::learned>();
    const auto given = filled<Initial::given>();
    std::array<double, 8> x{};
    laws::fill_random(x.data(), x.size(), 5);
    const auto y = predict(given, x);
    REQUIRE(y == predict(learned, x));
    auto other = given;
    other.state<1>().backward.h0 = {0, 0};
    REQUIRE(y != predict(other, x));
}

TEST_CASE("with_initial_state: a stream begins with it, once, or with what its state is set to", "[layers]") {
    using Begun = Network<Input<6, 2>, WithInitialState<LSTM<3, Returns::sequence>>, GRU<2>>;
    using Plain = Network<Input<6, 2>, LSTM<3, Returns::sequence>, GRU<2>>;
    Parameters<Begun, double> begun;
    Parameters<Plain, double> plain;
    initialize(begun, 4);
    begun.layer<0>().h0 = h, begun.layer<0>().c0 = c;
    plain.layer<0>().kernel = begun.layer<0>().kernel;
    plain.layer<0>().recurrent_kernel = begun.layer<0>().recurrent_kernel;
    plain.layer<0>().bias = begun.layer<0>().bias;
    plain.layer<1>().kernel = begun.layer<1>().kernel;
    plain.layer<1>().recurrent_kernel = begun.layer<1>().recurrent_kernel;
    std::array<double, 12> x{};
    laws::fill_random(x.data(), x.size(), 5);

    Stream stream(begun);
    Stream other(plain);
    other.state().layer<0>().h = h;
    other.state().layer<0>().c = c;
    std::array<double, 12> y{}, z{};
    stream.run(std::span(x).first(4), y);
    stream.run(std::span(x).subspan(4), std::span(y).subspan(4));
    other.run(x, z);
    REQUIRE(y == z);
    const auto whole = predict(begun, x);
    REQUIRE((y[10] == whole[0] && y[11] == whole[1]));
    REQUIRE(stream.state().layer<1>().h[1] == y[11]);
    stream.reset();
    stream.run(x, z);
    REQUIRE(y == z);
}
