#include <layers/laws.hpp>

#include <ctnn/layers/bidirectional.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/gru.hpp>
#include <ctnn/layers/lstm.hpp>
#include <ctnn/layers/sequential.hpp>
#include <ctnn/layers/simple_rnn.hpp>

using namespace ctnn;

namespace {

using Both = placed<Bidirectional<GRU<3, Returns::sequence>>, Shape<5, 2>>;
using One = placed<GRU<3, Returns::sequence>, Shape<5, 2>>;
static_assert(Both::parameters == 2 * One::parameters && Both::multiply_adds == 2 * One::multiply_adds);
static_assert(std::is_same_v<Both::output, Shape<5, 6>>);
static_assert(std::is_same_v<placed<Bidirectional<LSTM<4>>, Shape<5, 2>>::output, Shape<8>>);
template <class L>
concept Streams = requires { typename L::stream; };
static_assert(Streams<One> && !Streams<Both>, "it looks ahead");

static_assert(
    std::is_same_v<placed<Bidirectional<Dense<4>>, Shape<5, 2>>::mistake,
                   error::Bidirectional_goes_both_ways_through_a_recurrent_layer_but_not_through<Dense<4>>>);
static_assert(
    std::is_same_v<placed<Bidirectional<LSTM<4>>, Shape<5>>::mistake,
                   error::recurrence_needs_steps_and_features_but_the_layer_before_it_gives<Shape<5>>>,
    "what is wrong inside is said first");

}  // namespace

TEST_CASE("bidirectional: the laws", "[layers]") {
    layer_laws<Bidirectional<SimpleRNN<3, Returns::sequence>>, Shape<4, 2>>();
    layer_laws<Bidirectional<LSTM<2>>, Shape<3, 5>>();
}

TEST_CASE("bidirectional: stacked", "[layers]") {
    layer_laws<Sequential<Bidirectional<GRU<2, Returns::sequence>>, LSTM<3>, Dense<2>>, Shape<3, 2>>();
}

TEST_CASE("bidirectional: one way is the layer, the other the layer on the steps turned round", "[layers]") {
    laws::Bench<Both, 2, float> both;
    laws::Bench<One, 2, float> forth, back;
    both.predict();
    std::copy_n(both.w.data(), One::parameters, forth.w.data());
    std::copy_n(both.w.data() + One::parameters, One::parameters, back.w.data());
    std::copy_n(both.x.data(), 20, forth.x.data());
    for (std::size_t r = 0; r < 10; ++r)
        std::copy_n(both.x.data() + r * 2, 2, back.x.data() + (r / 5 * 5 + 4 - r % 5) * 2);
    forth.predict();
    back.predict();
    for (std::size_t r = 0; r < 10; ++r)
        for (std::size_t u = 0; u < 3; ++u) {
            REQUIRE(both.y[r * 6 + u] == forth.y[r * 3 + u]);
            REQUIRE(both.y[r * 6 + 3 + u] == back.y[(r / 5 * 5 + 4 - r % 5) * 3 + u]);
        }
    const auto named =
        Both::named<float>(std::span<float, Both::parameters>(both.w.data(), Both::parameters));
    REQUIRE(named.forward.bias.data() == both.w.data() + One::weights);
    REQUIRE(named.backward.kernel.data() == both.w.data() + One::parameters);
}
