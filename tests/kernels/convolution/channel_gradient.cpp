#include <ctnn/kernels/convolution/channel_gradient.hpp>

#include <kernels/convolutions.hpp>

using namespace convolutions;
using namespace ctnn;

TEST_CASE("channel_gradient: adds what all steps say of the weights", "[kernels]") {
    constexpr std::size_t channels = 3, outputs = 2, taps = 2, steps = 37, before = 16, row = 64;
    const auto x = noise<double>(channels * row, 1), d = noise<double>(outputs * row, 2);
    std::vector<double> dw(taps * channels * outputs + 1, 1), db(outputs + 1, 1);
    const kernels::ChannelRows<const double> from{x.data(), row}, of{d.data(), row};
    kernels::mix_gradient<channels, outputs, steps>(from, kernels::Back{5, 5, before}, taps, of, dw.data());
    kernels::mix_bias_gradient<outputs, steps>(of, db.data());
    for (std::size_t o = 0; o < outputs; ++o) {
        double bias = 1;
        for (std::size_t t = 0; t < steps; ++t) bias += d[o * row + t];
        CHECK(db[o] == Approx(bias));
        for (std::size_t k = 0; k < taps; ++k)
            for (std::size_t i = 0; i < channels; ++i) {
                double sum = 1;
                for (std::size_t t = 0; t < steps; ++t)
                    sum += x[i * row + before + t - (k == 0 ? 5 : 0)] * d[o * row + t];
                CHECK(dw[(k * channels + i) * outputs + o] == Approx(sum));
            }
    }
    CHECK((dw.back() == 1 && db.back() == 1));  // what lies behind stays
}
