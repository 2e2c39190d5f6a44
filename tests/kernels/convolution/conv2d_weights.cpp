#include <ctnn/kernels/convolution/conv2d_weights.hpp>

#include <kernels/convolutions.hpp>

using namespace convolutions;
using namespace ctnn;

TEST_CASE("conv2d_weights: every shape agrees with the book, and is added", "[kernels]") {
    every_shape([]<class T, Convolution C>() {
        constexpr std::size_t B = 2;
        CAPTURE(C.rows.in, C.columns.in, C.channels, C.filters, C.groups);
        const auto x = noise<T>(B * C.in(), 1), dz = noise<T>(B * C.out(), 2);
        std::vector<double> wanted(C.weights(), 0.5);
        for (std::size_t s = 0; s < B; ++s)
            each_product<C>([&](std::size_t o, std::size_t i, std::size_t k) {
                wanted[k] += double(x[s * C.in() + i]) * double(dz[s * C.out() + o]);
            });
        Block<T> dw(std::vector<T>(C.weights(), T(0.5))),
            scratch = unwritten<T>(kernels::conv_weights_scratch<C>);
        kernels::conv_weights<C, B>(x.data(), dz.data(), dw.data(), scratch.data());
        dw.require(wanted);
        scratch.require({});
    });
}
