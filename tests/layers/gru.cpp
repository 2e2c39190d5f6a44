#include <layers/laws.hpp>

#include <ctnn/activations/softsign.hpp>
#include <ctnn/layers/gru.hpp>
#include <ctnn/layers/no_bias.hpp>
#include <ctnn/layers/with_initial_state.hpp>

using namespace ctnn;

namespace {

template <std::size_t Units, Returns R = Returns::last, class Act = Tanh, class Gate = Sigmoid>
using ResetFirst = GRU<Units, R, Act, Gate, Resets::before>;

using Small = placed<GRU<5>, Shape<7, 3>>;
static_assert(Small::parameters == 3 * 15 + 5 * 15 + 30 && Small::weights == 120);
static_assert(Small::multiply_adds == 7 * 120 && Small::state == 0 && Small::stream::memory == 5);
static_assert(std::is_same_v<Small::output, Shape<5>>);
using SmallFirst = placed<ResetFirst<5>, Shape<7, 3>>;
static_assert(SmallFirst::parameters == 3 * 15 + 5 * 15 + 15 && SmallFirst::multiply_adds == 7 * 120);
static_assert(placed<NoBias<ResetFirst<5>>, Shape<7, 3>>::parameters == 120);
static_assert(placed<WithInitialState<ResetFirst<5>>, Shape<7, 3>>::parameters == 140);

}  // namespace

TEST_CASE("gru: the laws, around the width of a register", "[layers]") {
    layer_laws<GRU<1>, Shape<1, 1>>();
    layer_laws<GRU<5, Returns::sequence>, Shape<4, 3>>();
    layer_laws<GRU<16>, Shape<3, 2>>();
}

TEST_CASE("gru: the laws with activations whose slope needs the sums", "[layers]") {
    layer_laws<GRU<3, Returns::sequence, Softsign, Sigmoid>, Shape<3, 2>>();
}

TEST_CASE("gru: the laws with the reset before the product", "[layers]") {
    layer_laws<ResetFirst<1>, Shape<1, 1>>();
    layer_laws<ResetFirst<5, Returns::sequence>, Shape<4, 3>>();
    layer_laws<NoBias<ResetFirst<16>>, Shape<3, 2>>();
    layer_laws<WithInitialState<ResetFirst<3, Returns::sequence, Softsign>>, Shape<3, 2>>();
    stream_laws<ResetFirst<5, Returns::sequence>, Shape<7, 3>>();
    stream_laws<ResetFirst<33>, Shape<7, 9>, float>();
}

TEST_CASE("gru: a stream has the bits of the sequence", "[layers]") {
    stream_laws<GRU<5>, Shape<7, 3>>();
    stream_laws<GRU<32, Returns::sequence>, Shape<7, 9>, float>();
    stream_laws<GRU<70>, Shape<37, 5>, float>();
    stream_laws<GRU<17, Returns::sequence, Softsign>, Shape<20, 3>, float>();
}

TEST_CASE("gru: weights by input and column, two biases, zero at first", "[layers]") {
    std::array<float, Small::parameters> w{};
    Random random{1};
    Small::initialize<float>(w, {}, random);
    const auto named = Small::named<float>(w);
    REQUIRE(named.kernel.data() == w.data());
    REQUIRE(named.recurrent_kernel.data() == w.data() + 45);
    REQUIRE(named.bias.data() == w.data() + 120);
    REQUIRE(named.bias.size() == 30);
    for (const float bias : named.bias) REQUIRE(bias == 0);
}
