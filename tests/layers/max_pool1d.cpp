#include <layers/laws.hpp>
#include <layers/stream_laws.hpp>

#include <ctnn/layers/max_pool1d.hpp>

using namespace ctnn;

namespace {

template <std::size_t Window, Pool1DOptions Options = Pool1DOptions{}>
using Of11x2 = placed<MaxPool1D<Window, Options>, Shape<11, 2>>;
static_assert(std::is_same_v<Of11x2<4>::output, Shape<2, 2>>);
static_assert(std::is_same_v<Of11x2<4, Pool1DOptions{.stride = 1}>::output, Shape<8, 2>>);
static_assert(std::is_same_v<Of11x2<4, Pool1DOptions{.stride = 3, .padding = pad(2)}>::output, Shape<4, 2>>);
static_assert(std::is_same_v<Of11x2<4, Pool1DOptions{.stride = 2, .padding = same}>::output, Shape<6, 2>>);
static_assert(std::is_same_v<Of11x2<4, Pool1DOptions{.stride = 1, .padding = causal}>::output, Shape<11, 2>>);

// Delay and period; no stream where a window juts out at the end.
template <class L, std::size_t Delay, std::size_t Period, std::size_t Memory>
constexpr bool streams =
    L::stream::delay == Delay && L::stream::period == Period && L::stream::memory == Memory;
template <class L>
concept Streams = requires { typename L::stream; };
static_assert(streams<Of11x2<4>, 3, 4, 6>);
static_assert(streams<Of11x2<1>, 0, 1, 0>);
static_assert(streams<Of11x2<4, Pool1DOptions{.stride = 1, .padding = causal}>, 0, 1, 6>);
static_assert(streams<Of11x2<4, Pool1DOptions{.stride = 2, .padding = pad(0, 0, 1, 0)}>, 2, 2, 6>);
static_assert(!Streams<Of11x2<4, Pool1DOptions{.stride = 1, .padding = same}>>);
static_assert(!Streams<Of11x2<4, Pool1DOptions{.stride = 1, .padding = pad(0, 0, 0, 1)}>>);
static_assert(Streams<Of11x2<3, Pool1DOptions{.padding = pad(0, 0, 0, 0)}>>);

/// The outputs of a stream, in a constant expression.
constexpr std::array<float, 4> streamed() {
    using S = placed<MaxPool1D<2>, Shape<8, 1>>::stream;
    constexpr std::array<float, 8> x{3, 1, 4, 1, 5, 9, 2, 6};
    std::array<float, 4> y{};
    std::array<float, S::memory> memory{};
    std::size_t written = S::run<float>(nullptr, nullptr, 0, x.data(), 3, y.data(), memory.data(), nullptr);
    for (std::size_t t = 3; t < 8; ++t)
        written +=
            S::run<float>(nullptr, nullptr, t, x.data() + t, 1, y.data() + written, memory.data(), nullptr);
    return y;
}
static_assert(streamed() == std::array<float, 4>{3, 4, 9, 6});

}  // namespace

TEST_CASE("max_pool1d: the laws", "[layers]") {
    layer_laws<MaxPool1D<2>, Shape<7, 3>>();
    layer_laws<MaxPool1D<3, Pool1DOptions{.stride = 1, .padding = causal}>, Shape<5, 18>>();
    layer_laws<MaxPool1D<4, Pool1DOptions{.stride = 3, .padding = same}>, Shape<9, 1>>();
}

TEST_CASE("max_pool1d: a stream gives what the whole sequence does", "[layers]") {
    REQUIRE(streamed() == std::array<float, 4>{3, 4, 9, 6});
    stream_laws<MaxPool1D<4>, Shape<29, 1>>();
    stream_laws<MaxPool1D<1>, Shape<9, 5>>();
    stream_laws<MaxPool1D<5, Pool1DOptions{.stride = 2, .padding = causal}>, Shape<23, 19>>();
    stream_laws<MaxPool1D<2, Pool1DOptions{.stride = 3}>, Shape<20, 4>>();
}
