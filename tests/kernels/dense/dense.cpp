#include <array>
#include <cmath>
#include <ctnn/activations/linear.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/kernels/dense/dense.hpp>
#include <vector>

#include <kernels/dense/dense_against_loops.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

constexpr std::array<float, 2> product() {
    constexpr std::array<float, 6> w{1, 2, 3, 4, 5, 6};
    constexpr std::array<float, 2> b{10, 20};
    constexpr std::array<float, 3> x{1, 10, 100};
    std::array<float, 2> y{};
    kernels::dense<1, 3, 2, Linear>(w.data(), b.data(), x.data(), y.data());
    return y;
}
static_assert(product() == std::array<float, 2>{541, 662});

/// Softmax, which takes whole rows, comes after the product of B samples.
template <std::size_t B, std::size_t In, std::size_t Out>
void check_softmax() {
    CAPTURE(B, In, Out);
    const auto w = noise(In * Out, 1), b = noise(Out, 2), x = noise(B * In, 3);
    std::vector<double> wanted(B * Out);
    for (std::size_t s = 0; s < B; ++s) {
        double sum = 0;
        for (std::size_t o = 0; o < Out; ++o) {
            double z = b[o];
            for (std::size_t i = 0; i < In; ++i) z += x[s * In + i] * w[i * Out + o];
            sum += wanted[s * Out + o] = std::exp(z);
        }
        for (std::size_t o = 0; o < Out; ++o) wanted[s * Out + o] /= sum;
    }
    Block<float> tw(w, 1), tb(b, 3), tx(x, 2), ty(std::vector<double>(B * Out), 7);
    const float *pw = tw.data(), *pb = tb.data(), *px = tx.data();
    kernels::dense<B, In, Out, Softmax>(pw, pb, px, ty.data());
    require_equal(ty, wanted);
}

}  // namespace

TEST_CASE("dense: rows of W are inputs, at run time too", "[kernels]") {
    REQUIRE(product() == std::array<float, 2>{541, 662});
}

TEST_CASE("dense: every size agrees with plain loops, one sample", "[kernels]") {
    at_kernel_sizes<float, 1>(IsPlainLoops{});
    at_kernel_sizes<double, 1>(IsPlainLoops{});
}

TEST_CASE("dense: samples whose outputs fill no register go one after the other", "[kernels]") {
    IsPlainLoops{}.operator()<float, 2, 17, 3>();
    IsPlainLoops{}.operator()<float, 8, 300, 2>();
    IsPlainLoops{}.operator()<double, 3, 5, 1>();
}

TEST_CASE("dense: an activation of whole rows comes after, by each kernel", "[kernels]") {
    check_softmax<1, 3, 5>();    // row
    check_softmax<1, 50, 10>();  // stream, or panels
    check_softmax<1, 40, 33>();  // panels
    check_softmax<3, 20, 17>();
    check_softmax<6, 9, 10>();  // tiles
}

TEST_CASE("dense: batches", "[kernels]") {
    IsPlainLoops{}.operator()<float, 6, 9, 10>();
    IsPlainLoops{}.operator()<double, 5, 7, 3>();
}
