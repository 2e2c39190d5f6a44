#include <ctnn/activations/tanh.hpp>
#include <ctnn/kernels/convolution/channel_rows.hpp>
#include <utility>

#include <kernels/convolutions.hpp>
#include <kernels/sizes.hpp>

using namespace convolutions;
using namespace ctnn;

namespace {

static_assert(kernels::Back{6, 3, 16}(0) == 10 && kernels::Back{6, 3, 16}(2) == 16);
static_assert(kernels::Back{600, 300, 16}(1) == 0, "no further back than the zeros");
static_assert(kernels::Forth{6, 3, 16}(0) == 6 && kernels::Forth{600, 300, 16}(1) == 16);

constexpr std::size_t channels = 3, outputs = 5, taps = 2, dilation = 3, before = 16, most = 80;

/// A mix of `count` steps: two taps of three channels, then one of the same, beside the sums by the book.
template <class T>
void mixes(std::size_t count) {
    constexpr std::size_t row = before + most;
    const auto w = noise<T>((taps + 1) * channels * outputs, 1), x = noise<T>(channels * row, 2);
    Block<T> y = unwritten<T>(outputs * most);
    const kernels::ChannelRows<const T> rows{x.data(), row};
    const kernels::ChannelRows<T> to{y.data(), most};
    kernels::mix_channels<outputs, T>(
        count, []<class V>(std::size_t o, std::size_t) { return V(T(o)); },
        [=](std::size_t o, std::size_t t, const auto& sum) { kernels::store_steps(to.row(o) + t, sum); },
        kernels::share<channels, outputs>(w.data(), rows, kernels::Back{dilation, dilation, before}, taps),
        kernels::share<channels, outputs>(w.data() + taps * channels * outputs, rows.from(before)));
    for (std::size_t o = 0; o < outputs; ++o) {
        for (std::size_t t = 0; t < count; ++t) {
            double sum = double(o);
            for (std::size_t i = 0; i < channels; ++i)
                for (std::size_t k = 0; k < taps + 1; ++k)
                    sum += double(w[(k * channels + i) * outputs + o]) *
                           double(x[i * row + before + t - (k == 0 ? dilation : 0)]);
            REQUIRE(double(to.row(o)[t]) == Approx(sum).margin(sizeof(T) == 4 ? 1e-5 : 1e-13));
        }
        for (std::size_t t = kernels::whole_steps<T>(count); t < most; ++t) REQUIRE(std::isnan(to.row(o)[t]));
    }
    y.require({});
}

}  // namespace

TEST_CASE("channel_rows: a mix is its sums by the book, and writes no more than whole registers",
          "[kernels]") {
    [&]<std::size_t... N>(std::index_sequence<N...>) {
        (mixes<float>(N), ...);
        (mixes<double>(N), ...);
    }(KernelSizes{});
}

TEST_CASE("channel_rows: from gradients of outputs to those of channels, by the same weights", "[kernels]") {
    constexpr std::size_t count = 20, behind = 16, row = 48;
    const auto w = noise<float>(taps * channels * outputs, 1), d = noise<float>(outputs * row, 2);
    std::vector<float> dx(channels * row);
    const kernels::ChannelRows<float> to{dx.data(), row};
    kernels::mix_channels<channels, float>(
        count, []<class V>(std::size_t, std::size_t) { return V(0); },
        [=](std::size_t o, std::size_t t, const auto& sum) { kernels::store_steps(to.row(o) + t, sum); },
        kernels::share_back<channels, outputs>(w.data(), kernels::ChannelRows<const float>{d.data(), row},
                                               kernels::Forth{dilation, dilation, behind}, taps));
    for (std::size_t i = 0; i < channels; ++i)
        for (std::size_t t = 0; t < count; ++t) {
            double sum = 0;
            for (std::size_t k = 0; k < taps; ++k)
                for (std::size_t o = 0; o < outputs; ++o)
                    sum += double(w[(k * channels + i) * outputs + o]) *
                           double(d[o * row + t + (k == 0 ? dilation : 0)]);
            REQUIRE(double(to.row(i)[t]) == Approx(sum).margin(1e-5));
        }
}

TEST_CASE("channel_rows: steps to rows and back", "[kernels]") {
    const std::vector<float> steps{1, 2, 3, 4, 5, 6};
    std::vector<float> kept(10, 9), again(6);
    kernels::to_rows<2>(steps.data(), 3, 4, kernels::ChannelRows<float>{kept.data(), 5});
    CHECK(kept == std::vector<float>{1, 3, 5, 0, 9, 2, 4, 6, 0, 9});
    kernels::from_rows<2>(kernels::ChannelRows<const float>{kept.data(), 5}, 3, again.data());
    CHECK(again == steps);
}

namespace {

struct OfNumbers {
    static constexpr float value(float z) { return z * z; }
    static constexpr float slope(float z, float) { return 2 * z; }
};

}  // namespace

TEST_CASE("channel_rows: an activation that takes numbers only", "[kernels]") {
    CHECK(kernels::activated<OfNumbers>(3.0f) == 9);
#ifndef CTNN_NO_SIMD
    const auto squares = kernels::activated<OfNumbers>(simd::vec<float, 4>(3.0f));
    for (std::size_t i = 0; i < 4; ++i) CHECK(squares.lanes()[i] == 9);
#endif
}
