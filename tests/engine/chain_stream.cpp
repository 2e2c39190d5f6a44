#include <array>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/engine/chain_stream.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/flatten.hpp>
#include <ctnn/layers/max_pool1d.hpp>
#include <ctnn/layers/sequential.hpp>
#include <ctnn/layers/time_distributed.hpp>

#include <testing.hpp>

using namespace ctnn;

namespace {

template <class... Layers>
using On = detail::ChainOf<Shape<24, 2>, Layers...>;

using Pools = On<MaxPool1D<3>, TimeDistributed<Dense<5>>, MaxPool1D<2>>;
using Stream = detail::stream_of<Pools, 1>;
static_assert(Stream::delay == 2 + 3 * 1 && Stream::period == 6);
static_assert(Stream::memory == 2 * 2 + 1 * 5);
static_assert(Stream::scratch == 2 + 5,
              "what goes from the first to the second, and from there to the third");
static_assert(detail::stream_of<Pools, 8>::scratch == 8 * (2 + 5));
static_assert(std::is_same_v<Stream::input, Shape<2>> && std::is_same_v<Stream::output, Shape<5>>);

// A chain within a chain is one stream as well.
using Nested = On<Sequential<MaxPool1D<3>, TimeDistributed<Dense<5>>>, MaxPool1D<2>>;
static_assert(detail::stream_of<Nested, 1>::delay == 5 && detail::stream_of<Nested, 1>::period == 6);

static_assert(detail::streamed_layers<Pools::layer<0>, Pools::layer<1>>() == 2);
static_assert(!detail::Streams<On<MaxPool1D<3>, Flatten, Dense<2>>>);
static_assert(!detail::Streams<On<MaxPool1D<3>, Sequential<Activation<Tanh>, Dense<2>>>>);

/// As many at once as `piece` says, or fewer, through blocks of four.
constexpr std::array<float, 4> greatest_of_six(std::size_t piece) {
    using Both = detail::stream_of<detail::ChainOf<Shape<24, 1>, MaxPool1D<3>, MaxPool1D<2>>, 4>;
    std::array<float, 24> x{};
    for (std::size_t i = 0; i < 24; ++i) x[i] = float(i * 7 % 24);
    std::array<float, 4> y{};
    std::array<float, Both::memory> memory{};
    std::array<float, Both::scratch> work{};
    std::size_t written = 0;
    for (std::size_t t = 0; t < 24; t += piece)
        written += Both::run<float>(nullptr, nullptr, t, x.data() + t, std::min(piece, 24 - t),
                                    y.data() + written, memory.data(), work.data());
    return written == 4 ? y : std::array<float, 4>{};
}
constexpr std::array<float, 4> expected{21, 22, 23, 20};
static_assert(greatest_of_six(1) == expected && greatest_of_six(4) == expected);
static_assert(greatest_of_six(5) == expected && greatest_of_six(24) == expected);

}  // namespace

TEST_CASE("chain_stream: in pieces of any size", "[engine]") {
    for (std::size_t piece = 1; piece <= 24; ++piece) REQUIRE(greatest_of_six(piece) == expected);
}
