#include <layers/laws.hpp>

#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/softsign.hpp>
#include <ctnn/layers/simple_rnn.hpp>

using namespace ctnn;

namespace {

using Small = placed<SimpleRNN<5>, Shape<7, 3>>;
static_assert(Small::parameters == 3 * 5 + 5 * 5 + 5 && Small::weights == 40);
static_assert(Small::multiply_adds == 7 * 40 && Small::state == 0 && Small::stream::memory == 5);
static_assert(std::is_same_v<Small::output, Shape<5>>);

}  // namespace

TEST_CASE("simple_rnn: the laws, around the width of a register", "[layers]") {
    layer_laws<SimpleRNN<1>, Shape<1, 1>>();
    layer_laws<SimpleRNN<5, Returns::sequence>, Shape<4, 3>>();
    layer_laws<SimpleRNN<17, Returns::last, Softsign>, Shape<3, 2>>();
}

TEST_CASE("simple_rnn: a stream has the bits of the sequence", "[layers]") {
    stream_laws<SimpleRNN<5>, Shape<7, 3>>();
    stream_laws<SimpleRNN<3, Returns::sequence, ReLU>, Shape<7, 1>, float>();
    stream_laws<SimpleRNN<130>, Shape<37, 5>, float>();
    stream_laws<SimpleRNN<300, Returns::sequence>, Shape<9, 2>, float>();
}

TEST_CASE("simple_rnn: the formula, two steps of one unit", "[layers]") {
    using One = placed<SimpleRNN<1, Returns::sequence, Softsign>, Shape<2, 1>>;
    constexpr std::array<float, 3> w{2, -1, 0.5f};
    constexpr std::array<float, 2> x{1, 3};
    std::array<float, 2> y{};
    std::array<float, One::scratch> scratch{};
    One::predict<1, float>(w, {}, x, y, scratch);
    REQUIRE(y[0] == Approx(2.5 / 3.5));
    REQUIRE(y[1] == Approx((6.5 - 2.5 / 3.5) / (7.5 - 2.5 / 3.5)));
}
