#include <layers/laws.hpp>

#include <ctnn/ctnn.hpp>

using namespace ctnn;

static_assert(placed<Repeated<3, Dense<5, Tanh>>, Shape<5>>::parameters == 30);
static_assert(placed<Repeated<3, Dense<5, Tanh>>, Shape<5>>::multiply_adds == 75);
using Steps = placed<Repeated<3, GRU<2, Returns::sequence>>, Shape<6, 2>>;
static_assert(detail::Streams<Steps> && detail::gives_sequence<Steps> &&
              detail::stream_of<Steps, 1>::memory == 6);
static_assert(!detail::Streams<placed<Repeated<3, Dense<5, Tanh>>, Shape<5>>>);
static_assert(
    !detail::Streams<placed<Repeated<2, Bidirectional<GRU<2, Returns::sequence>>, TimeDistributed<Dense<2>>>,
                            Shape<6, 2>>>);

TEST_CASE("repeated: the laws", "[layers]") { layer_laws<Repeated<3, Dense<4, Tanh>, Dense<4>>, Shape<4>>(); }

TEST_CASE("repeated: once is a Sequential, several times that many", "[layers]") {
    Parameters<Network<Input<3>, Repeated<3, Dense<3, Tanh>>>> repeated;
    Parameters<Network<Input<3>, Dense<3, Tanh>, Dense<3, Tanh>, Dense<3, Tanh>>> apart;
    initialize(repeated, 1);
    for (std::size_t i = 0; i < apart.size(); ++i) apart.values[i] = repeated.values[i % 12];
    REQUIRE(predict(repeated, {1, 2, 3})[0] == Approx(predict(apart, {1, 2, 3})[0]));
    using Once = placed<Repeated<1, Dense<3, Tanh>>, Shape<3>>;
    REQUIRE(laws::gradients_are_central_differences<Once, 2>().text() == "");
    using Frost = placed<Repeated<2, Frozen<Dense<3, Tanh>>, Dense<3>>, Shape<3>>;
    REQUIRE(laws::gradients_are_central_differences<Frost, 2>().text() == "");
}

TEST_CASE("repeated: a stream, each time of which remembers its own", "[layers]") {
    layer_laws<Repeated<3, GRU<2, Returns::sequence>, TimeDistributed<Dense<2, Tanh>>>, Shape<6, 2>>();
}
