#include <ctnn/kernels/convolution/conv2d_data.hpp>

#include <kernels/convolutions.hpp>

using namespace convolutions;
using namespace ctnn;

TEST_CASE("conv2d_data: every shape agrees with the book, with a bias and without", "[kernels]") {
    every_shape([]<class T, Convolution C>() {
        constexpr std::size_t B = C.filters == 5 ? 9 : 2;  // more than share the transposed weights
        CAPTURE(C.rows.in, C.columns.in, C.channels, C.filters, C.groups);
        const auto w = noise<T>(C.weights(), 1), dz = noise<T>(B * C.out(), 2);
        std::vector<double> wanted(B * C.in());
        for (std::size_t s = 0; s < B; ++s)
            each_product<C>([&](std::size_t o, std::size_t i, std::size_t k) {
                wanted[s * C.in() + i] += double(w[k]) * double(dz[s * C.out() + o]);
            });
        Block<T> dx = unwritten<T>(B * C.in()), padded = unwritten<T>(B * C.padded());
        kernels::conv_data<C, B>(w.data(), kernels::NoBias{}, dz.data(), dx.data(), padded.data());
        dx.require(wanted);
        padded.require({});

        const auto bias = noise<T>(C.channels, 3);
        for (std::size_t i = 0; i < wanted.size(); ++i) wanted[i] += double(bias[i % C.channels]);
        kernels::conv_data<C, B>(w.data(), bias.data(), dz.data(), dx.data(), padded.data());
        dx.require(wanted);
    });
}
