#include <layers/laws.hpp>

#include <ctnn/activations/softsign.hpp>
#include <ctnn/activations/step.hpp>
#include <ctnn/layers/lstm.hpp>

using namespace ctnn;

namespace {

using Small = placed<LSTM<5>, Shape<7, 3>>;
static_assert(Small::parameters == 3 * 20 + 5 * 20 + 20 && Small::weights == 160);
static_assert(Small::multiply_adds == 7 * 160 && Small::state == 0);
static_assert(std::is_same_v<Small::output, Shape<5>>);
static_assert(std::is_same_v<placed<LSTM<5, Returns::sequence>, Shape<7, 3>>::output, Shape<7, 5>>);
static_assert(std::is_same_v<Small::stream::input, Shape<3>> &&
              std::is_same_v<Small::stream::output, Shape<5>>);
static_assert(Small::stream::delay == 0 && Small::stream::period == 1 && Small::stream::memory == 10);

}  // namespace

TEST_CASE("lstm: the laws, around the width of a register", "[layers]") {
    layer_laws<LSTM<1>, Shape<1, 1>>();
    layer_laws<LSTM<5, Returns::sequence>, Shape<4, 3>>();
    layer_laws<LSTM<16>, Shape<3, 2>>();
}

TEST_CASE("lstm: the laws with activations whose slope needs the sums", "[layers]") {
    layer_laws<LSTM<3, Returns::sequence, Softsign, Sigmoid>, Shape<3, 2>>();
}

TEST_CASE("lstm: a stream has the bits of the sequence", "[layers]") {
    stream_laws<LSTM<5>, Shape<7, 3>>();
    stream_laws<LSTM<32, Returns::sequence>, Shape<7, 9>, float>();
    stream_laws<LSTM<70>, Shape<37, 5>, float>();
    stream_laws<LSTM<17, Returns::sequence, Softsign>, Shape<20, 3>, float>();
}

TEST_CASE("lstm: weights by input and column, orthogonal from step to step, the forget gate open",
          "[layers]") {
    std::array<float, Small::parameters> w{};
    Random random{1};
    Small::initialize<float>(w, {}, random);
    const auto named = Small::named<float>(w);
    REQUIRE(named.kernel.data() == w.data());
    REQUIRE(named.recurrent_kernel.data() == w.data() + 60);
    REQUIRE(named.bias.data() == w.data() + 160);
    for (std::size_t i = 0; i < 20; ++i) REQUIRE(named.bias[i] == (i / 5 == 1 ? 1 : 0));
    for (std::size_t a = 0; a < 5; ++a)
        for (std::size_t b = 0; b < 5; ++b) {
            float dot = 0;
            for (std::size_t i = 0; i < 20; ++i)
                dot += named.recurrent_kernel[a * 20 + i] * named.recurrent_kernel[b * 20 + i];
            REQUIRE(std::abs(dot - (a == b ? 1.0f : 0.0f)) < 1e-6f);
        }
}

TEST_CASE("lstm: of a sequence the last step is what the last output is", "[layers]") {
    laws::Bench<Small, 9, float> last;
    laws::Bench<placed<LSTM<5, Returns::sequence>, Shape<7, 3>>, 9, float> all;
    last.predict();
    all.predict();
    for (std::size_t s = 0; s < 9; ++s)
        for (std::size_t u = 0; u < 5; ++u) REQUIRE(last.y[s * 5 + u] == all.y[(s * 7 + 6) * 5 + u]);
}
