#include <ctnn/activations/relu.hpp>
#include <ctnn/kernels/convolution/conv1d_stream.hpp>

#include <kernels/convolutions.hpp>

using namespace convolutions;
using namespace ctnn;

// That streams have the bits of whole sequences is tested in tests/layers/conv1d.cpp; here that they go on.
namespace {

constexpr Convolution halved{axis(1, 1), axis(9, 3, 4, 0, 2, 2), 2, 5};
using Halved = kernels::ConvStream<halved, ReLU>;
static_assert(Halved::window == 5 && Halved::delay == 0 && Halved::period == 2);
static_assert(Halved::memory == 2 * 5 * 2 && Halved::scratch == 2 * 4 * 2);

constexpr Convolution single{axis(1, 1), axis(9, 1), 2, 5};
static_assert(kernels::ConvStream<single, ReLU>::memory == 0, "a window of one step remembers nothing");

constexpr Convolution ahead{axis(1, 1), axis(60, 5, 4), 8, 6};
constexpr Convolution by_windows{axis(1, 1), axis(60, 3, 2), 2, 3};
static_assert(kernels::goes_ahead<ahead> && !kernels::goes_ahead<by_windows>);

/// `steps` steps, as many at a time as pace(the number of the first) says.
template <Convolution C, class Pace>
std::vector<float> outputs_at(std::size_t steps, Pace pace) {
    using Stream = kernels::ConvStream<C, ReLU>;
    constexpr std::size_t in = C.channels, filters = C.filters;
    const auto w = noise<float>(C.weights() + filters, 1), x = noise<float>(steps * in, 2);
    const std::size_t all = (steps + Stream::period - 1) / Stream::period * filters;
    Block<float> memory(std::vector<float>(Stream::memory, 0.0f)),
        scratch = unwritten<float>(Stream::scratch), y = unwritten<float>(all);
    std::size_t outputs = 0;
    for (std::size_t t = 0, now = 0; t < steps; t += now) {
        now = std::min(pace(t), steps - t);
        outputs += Stream::template run<float>(w.data(), t, x.data() + t * in, now,
                                               y.data() + outputs * filters, memory.data(), scratch.data());
        REQUIRE(outputs == (t + now + Stream::period - 1) / Stream::period);
    }
    memory.require({});
    scratch.require({});
    y.require({});
    return std::vector<float>(y.values(), y.values() + all);
}

/// Step by step, and at any other pace; the last output by the book.
template <Convolution C, std::size_t Steps>
void goes_on() {
    constexpr std::size_t in = C.channels, filters = C.filters, period = kernels::ConvStream<C, ReLU>::period;
    const auto w = noise<float>(C.weights() + filters, 1), x = noise<float>(Steps * in, 2);
    const auto one_by_one = outputs_at<C>(Steps, [](std::size_t) { return std::size_t{1}; });
    REQUIRE(outputs_at<C>(Steps, [](std::size_t) { return std::size_t{2}; }) == one_by_one);
    REQUIRE(outputs_at<C>(Steps, [](std::size_t t) { return 1 + t * 7 % 13; }) == one_by_one);
    REQUIRE(outputs_at<C>(Steps, [](std::size_t) { return std::size_t{100}; }) == one_by_one);
    constexpr std::size_t last = (Steps - 1) / period * period, window = C.columns.window;
    for (std::size_t o = 0; o < filters; ++o) {
        double sum = double(w[C.weights() + o]);
        for (std::size_t k = 0; k < window; ++k)
            for (std::size_t i = 0; i < in; ++i)
                sum += double(x[(last - (window - 1 - k) * C.columns.dilation) * in + i]) *
                       double(w[(k * in + i) * filters + o]);
        REQUIRE(double(one_by_one[last / period * filters + o]) == Approx(sum > 0 ? sum : 0).margin(1e-6));
    }
}

}  // namespace

TEST_CASE("conv1d_stream: goes on beyond the length of its sequence, at a changing pace", "[kernels]") {
    goes_on<halved, 500>();
    goes_on<ahead, 200>();
    goes_on<by_windows, 100>();
}
