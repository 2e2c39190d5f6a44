#include <array>
#include <ctnn/activations/relu.hpp>
#include <ctnn/engine/branch_stream.hpp>
#include <ctnn/layers/activation.hpp>
#include <ctnn/layers/add.hpp>
#include <ctnn/layers/avg_pool1d.hpp>
#include <ctnn/layers/concat.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/max_pool1d.hpp>
#include <ctnn/layers/multiply.hpp>
#include <ctnn/layers/residual.hpp>
#include <ctnn/layers/time_distributed.hpp>

#include <testing.hpp>

using namespace ctnn;

namespace {

template <class Layer>
using On = placed<Layer, Shape<8, 2>>;
constexpr Pool1DOptions every{.stride = 1, .padding = causal}, ahead{.stride = 1, .padding = same};

using Both = detail::stream_of<On<Concat<MaxPool1D<2>, AvgPool1D<2>>>, 3>;
static_assert(Both::delay == 1 && Both::period == 2 && Both::memory == 2 + 2);
static_assert(Both::scratch == 3 * 2);
static_assert(std::is_same_v<Both::output, Shape<4>>);

// Branches give their outputs at the same steps, and a residual body does at every step.
static_assert(!detail::Streams<On<Concat<MaxPool1D<2>, AvgPool1D<2, Pool1DOptions{.padding = causal}>>>>);
static_assert(
    !detail::Streams<On<Concat<MaxPool1D<2>, AvgPool1D<4, Pool1DOptions{.stride = 2, .padding = same}>>>>);
static_assert(detail::Streams<On<Residual<MaxPool1D<3, every>>>>);
static_assert(!detail::Streams<On<Residual<MaxPool1D<3, ahead>>>>);

template <class L, std::size_t Out>
constexpr std::array<float, Out> streamed(std::size_t piece) {
    using S = detail::stream_of<L, 3>;
    constexpr std::array<float, 16> x{1, 8, 3, -6, 5, 4, 7, -2, 9, 0, 2, 1, 4, -3, 6, 5};
    std::array<float, Out> y{};
    std::array<float, S::memory> memory{};
    std::array<float, S::scratch + 1> work{};
    std::size_t written = 0;
    for (std::size_t t = 0; t < 8; t += piece)
        written += S::template run<float>(nullptr, nullptr, t, x.data() + 2 * t, std::min(piece, 8 - t),
                                          y.data() + written * S::output::size, memory.data(), work.data());
    return written * S::output::size == Out ? y : std::array<float, Out>{};
}
constexpr auto joined = streamed<On<Concat<MaxPool1D<2>, AvgPool1D<2>>>, 16>;
constexpr std::array<float, 16> expected{3, 8, 2, 1, 7, 4, 6, 1, 9, 1, 5.5f, 0.5f, 6, 5, 5, 1};
static_assert(joined(1) == expected && joined(8) == expected);

constexpr auto sums = streamed<On<Add<MaxPool1D<2>, AvgPool1D<2>>>, 8>;
constexpr auto products = streamed<On<Multiply<MaxPool1D<2>, AvgPool1D<2>>>, 8>;
constexpr std::array<float, 8> of_both{5, 9, 13, 5, 14.5f, 1.5f, 11, 6};
constexpr std::array<float, 8> of_each{6, 8, 42, 4, 49.5f, 0.5f, 30, 5};
static_assert(sums(1) == of_both && sums(8) == of_both);
static_assert(products(1) == of_each && products(8) == of_each);

constexpr auto added = streamed<On<Residual<Activation<ReLU>>>, 16>;
constexpr std::array<float, 16> twice{2, 16, 6, -6, 10, 8, 14, -2, 18, 0, 4, 2, 8, -3, 12, 10};
static_assert(added(1) == twice && added(8) == twice);

}  // namespace

TEST_CASE("branch_stream: joined and added, in pieces of any size", "[engine]") {
    for (std::size_t piece = 1; piece <= 8; ++piece) {
        REQUIRE(joined(piece) == expected);
        REQUIRE(added(piece) == twice);
        REQUIRE(sums(piece) == of_both);
        REQUIRE(products(piece) == of_each);
    }
}
