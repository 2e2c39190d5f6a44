#include <ctnn/activations/linear.hpp>
#include <ctnn/kernels/convolution/conv2d.hpp>
#include <ctnn/kernels/convolution/conv2d_data.hpp>
#include <ctnn/kernels/convolution/conv2d_weights.hpp>
#include <ctnn/kernels/convolution/conv_depthwise.hpp>

#include <kernels/convolutions.hpp>

using namespace convolutions;
using namespace ctnn;

namespace {

/// Outputs and both gradients, around the width of a register.
template <class T, Convolution C>
void check() {
    static_assert(C.is_depthwise());
    CAPTURE(C.rows.in, C.columns.in, C.channels);
    const auto w = noise<T>(C.weights(), 1), b = noise<T>(C.filters, 2), x = noise<T>(C.in(), 3),
               dz = noise<T>(C.out(), 4);
    std::vector<double> y(C.out()), dw(C.weights()), dx(C.in());
    for (std::size_t i = 0; i < C.out(); ++i) y[i] = double(b[i % C.filters]);
    each_product<C>([&](std::size_t o, std::size_t i, std::size_t k) {
        y[o] += double(x[i]) * double(w[k]);
        dw[k] += double(x[i]) * double(dz[o]);
        dx[i] += double(w[k]) * double(dz[o]);
    });
    Block<T> ty = unwritten<T>(C.out()), tdw(std::vector<T>(C.weights())), tdx = unwritten<T>(C.in()),
             scratch = unwritten<T>(C.padded());
    kernels::convolve<C, 1, Linear>(w.data(), b.data(), x.data(), ty.data(), scratch.data());
    kernels::conv_weights<C, 1>(x.data(), dz.data(), tdw.data(), scratch.data());
    kernels::conv_data<C, 1>(w.data(), kernels::NoBias{}, dz.data(), tdx.data(), scratch.data());
    ty.require(y);
    tdw.require(dw);
    tdx.require(dx);
    scratch.require({});
}

constexpr Convolution depthwise(ctnn::detail::Axis rows, ctnn::detail::Axis columns, std::size_t channels) {
    return {rows, columns, channels, channels, channels};
}

}  // namespace

TEST_CASE("conv_depthwise: agrees with the book", "[kernels]") {
    check<float, depthwise(axis(4, 3, 1, 1), axis(5, 3, 1, 1), 2)>();
    check<float, depthwise(axis(5, 2), axis(19, 3), 16)>();
    check<float, depthwise(axis(5, 3, 1, 0, 2, 2), axis(7, 2, 0, 1, 3, 2), 21)>();
    check<double, depthwise(axis(3, 4, 2, 1), axis(5, 3), 9)>();
#ifndef CTNN_TEST_FEW
    check<float, depthwise(axis(3, 2), axis(11, 9), 4)>();
    check<float, depthwise(axis(3, 3), axis(3, 3), 48)>();
    check<float, depthwise(axis(1, 1), axis(30, 8, 7), 3)>();
    check<double, depthwise(axis(2, 1), axis(4, 2), 5)>();
#endif
}
