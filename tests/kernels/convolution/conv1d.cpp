#include <ctnn/activations/linear.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/kernels/convolution/conv1d.hpp>

#include <kernels/convolutions.hpp>

using namespace convolutions;
using namespace ctnn;

namespace {

/// Sequences as convolutions of images give them; and the bits of each output, which do not depend on how
/// many there are.
template <class T, Convolution C, class Act>
void check() {
    constexpr std::size_t B = 2, outputs = C.columns.out();
    CAPTURE(C.columns.in, C.columns.window, C.channels, C.filters, C.groups);
    const auto w = noise<T>(C.weights(), 1), b = noise<T>(C.filters, 2), x = noise<T>(B * C.in(), 3);
    std::vector<double> wanted(B * C.out());
    const std::vector<double> dw(w.begin(), w.end()), db(b.begin(), b.end()), dx(x.begin(), x.end());
    std::vector<double> room(C.padded() + 1);
    kernels::convolve<C, B, Act>(dw.data(), db.data(), dx.data(), wanted.data(), room.data());

    Block<T> y = unwritten<T>(B * C.out()), padded = unwritten<T>(C.padded());
    kernels::convolve_sequences<C, B, Act>(w.data(), b.data(), x.data(), y.data(), padded.data());
    y.require(wanted);
    padded.require({});

    if constexpr (!C.is_padded())
        for (std::size_t count = 1; count <= outputs; ++count) {
            Block<T> some = unwritten<T>(count * C.filters);
            kernels::convolve_steps<C, Act>(w.data(), b.data(), x.data(), count, some.data());
            some.require({});
            for (std::size_t i = 0; i < count * C.filters; ++i) REQUIRE(some.values()[i] == y.values()[i]);
        }
}

template <std::size_t Steps, std::size_t Window, std::size_t Stride = 1, std::size_t Dilation = 1>
constexpr Convolution sequence(std::size_t channels, std::size_t filters, std::size_t groups = 1) {
    return {axis(1, 1), axis(Steps, Window, 0, 0, Stride, Dilation), channels, filters, groups};
}

}  // namespace

TEST_CASE("conv1d: sequences, and any number of their outputs to the bit", "[kernels]") {
    check<float, sequence<40, 3>(5, 16), Tanh>();
    check<float, sequence<9, 4>(1, 1), Linear>();
    check<float, sequence<30, 2, 2>(3, 6), Softmax>();
    check<float, sequence<31, 5, 1, 3>(1, 4), Linear>();
    check<float, sequence<20, 3, 3, 2>(4, 10, 2), Tanh>();
    check<double, sequence<22, 3>(2, 5), Tanh>();
#ifndef CTNN_TEST_FEW
    check<float, sequence<12, 3>(2, 33), Linear>();
    check<float, sequence<12, 2>(3, 70), Tanh>();
    check<double, sequence<12, 3>(18, 18, 18), Linear>();
#endif
    check<float, sequence<40, 11, 1, 2>(5, 5, 5), Tanh>();
    check<float, Convolution{axis(1, 1), axis(11, 3, 3, 1), 2, 5}, Tanh>();
}
