#include <ctnn/activations/gelu.hpp>
#include <ctnn/activations/linear.hpp>
#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/kernels/convolution/conv2d.hpp>

#include <kernels/convolutions.hpp>

using namespace convolutions;
using namespace ctnn;

namespace {

template <class T, Convolution C, class Act>
std::vector<double> convolved(const std::vector<T>& w, const std::vector<T>& b, const std::vector<T>& x,
                              std::size_t images) {
    std::vector<double> y(images * C.out());
    for (std::size_t s = 0; s < images; ++s) {
        double* const to = y.data() + s * C.out();
        for (std::size_t i = 0; i < C.out(); ++i) to[i] = double(b[i % C.filters]);
        each_product<C>([&](std::size_t o, std::size_t i, std::size_t k) {
            to[o] += double(x[s * C.in() + i]) * double(w[k]);
        });
    }
    kernels::activate<Act, 1, C.filters>(static_cast<const double*>(y.data()), y.data());
    for (std::size_t p = 1; p < images * C.pixels(); ++p)
        kernels::activate<Act, 1, C.filters>(static_cast<const double*>(y.data() + p * C.filters),
                                             y.data() + p * C.filters);
    return y;
}

template <class T, Convolution C, class Act>
void check() {
    constexpr std::size_t B = 2;
    CAPTURE(C.rows.in, C.columns.in, C.channels, C.filters, C.groups);
    const auto w = noise<T>(C.weights(), 1), b = noise<T>(C.filters, 2), x = noise<T>(B * C.in(), 3);
    Block<T> y = unwritten<T>(B * C.out()), scratch = unwritten<T>(kernels::conv_scratch<C>);
    kernels::convolve<C, B, Act>(w.data(), b.data(), x.data(), y.data(), scratch.data());
    y.require(convolved<T, C, Act>(w, b, x, B));
    scratch.require({});
}

}  // namespace

TEST_CASE("conv2d: every shape agrees with the book", "[kernels]") {
    every_shape([]<class T, Convolution C>() { check<T, C, ReLU>(); });
}

TEST_CASE("conv2d: activations that are no part of the tile, and no bias", "[kernels]") {
    constexpr Convolution C{axis(3, 2), axis(4, 2), 2, 7};
    check<float, C, GELU>();
    check<float, C, Softmax>();
    const auto w = noise<float>(C.weights(), 1), x = noise<float>(C.in(), 3);
    Block<float> y = unwritten<float>(C.out());
    kernels::convolve<C, 1, Linear>(w.data(), kernels::NoBias{}, x.data(), y.data(),
                                    static_cast<float*>(nullptr));
    y.require(convolved<float, C, Linear>(w, std::vector<float>(C.filters), x, 1));
}
