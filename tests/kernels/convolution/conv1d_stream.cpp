#include <ctnn/activations/relu.hpp>
#include <ctnn/kernels/convolution/conv1d_stream.hpp>

#include <kernels/convolutions.hpp>

using namespace convolutions;
using namespace ctnn;

// That streams have the bits of whole sequences is tested in tests/layers/conv1d.cpp; here that they go on.
namespace {

constexpr Convolution halved{axis(1, 1), axis(9, 3, 4, 0, 2, 2), 2, 5};
using Stream = kernels::ConvStream<halved, ReLU>;
static_assert(Stream::window == 5 && Stream::delay == 0 && Stream::period == 2);
static_assert(Stream::memory == 2 * 5 * 2 && Stream::scratch == 2 * 4 * 2);

constexpr Convolution single{axis(1, 1), axis(9, 1), 2, 5};
static_assert(kernels::ConvStream<single, ReLU>::memory == 0, "a window of one step remembers nothing");

}  // namespace

TEST_CASE("conv1d_stream: goes on beyond the length of its sequence, at a changing pace", "[kernels]") {
    constexpr std::size_t steps = 500, filters = halved.filters;
    const auto w = noise<float>(halved.weights() + filters, 1), x = noise<float>(steps * 2, 2);
    const auto run = [&](auto pace) {
        Block<float> memory(std::vector<float>(Stream::memory, 0.0f)),
            scratch = unwritten<float>(Stream::scratch), y = unwritten<float>(steps / 2 * filters);
        std::size_t outputs = 0;
        for (std::size_t t = 0, now = 0; t < steps; t += now) {
            now = std::min(pace(t), steps - t);
            outputs += Stream::run<float>(w.data(), t, x.data() + t * 2, now, y.data() + outputs * filters,
                                          memory.data(), scratch.data());
            REQUIRE(outputs == (t + now + 1) / 2);
        }
        memory.require({});
        scratch.require({});
        y.require({});
        return std::vector<float>(y.values(), y.values() + steps / 2 * filters);
    };
    const auto one_by_one = run([](std::size_t) { return std::size_t{1}; });
    REQUIRE(run([](std::size_t t) { return 1 + t * 7 % 13; }) == one_by_one);
    REQUIRE(run([](std::size_t) { return std::size_t{100}; }) == one_by_one);
    for (std::size_t o = 0; o < 3; ++o) {  // the last output, by the book
        double sum = double(w[halved.weights() + o]);
        for (std::size_t k = 0; k < 3; ++k)
            for (std::size_t i = 0; i < 2; ++i)
                sum += double(x[(498 + 2 * k - 4) * 2 + i]) * double(w[(k * 2 + i) * filters + o]);
        REQUIRE(double(one_by_one[249 * filters + o]) == Approx(sum > 0 ? sum : 0).margin(1e-6));
    }
}
