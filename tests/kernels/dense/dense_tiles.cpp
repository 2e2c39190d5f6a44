#include <catch2/catch.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/kernels/dense/dense.hpp>
#include <vector>

#include <kernels/dense/dense_against_loops.hpp>

using namespace ctnn;

TEST_CASE("dense_tiles: every size agrees with plain loops", "[kernels]") {
    check_sizes<float, 5>();
    check<float, 16, 33, 50>();
    check<double, 7, 19, 23>();
    check<float, 5, 65, 10>();  // rows long enough to be read by pairs, and an odd one
#ifndef CTNN_TEST_FEW
    check<float, 14, 17, 16>();
    check<float, 30, 5, 31>();
    check<float, 4, 1, 67>();
    check<double, 32, 65, 10>();
    check<float, 64, 100, 130>();
    check<float, 29, 64, 16>();
    check<float, 14, 67, 5>();
    check<float, 4, 99, 4>();
#endif
}

TEST_CASE("dense_tiles: Softmax in the epilogue", "[kernels]") {
    constexpr std::size_t B = 6, In = 9, Out = 10;
    const auto w = noise(In * Out, 1), b = noise(Out, 2), x = noise(B * In, 3);
    Block<float> tw(w, 0), tb(b, 0), tx(x, 0), ty(std::vector<double>(B * Out), 0);
    kernels::dense<B, In, Out, Softmax>(static_cast<const float*>(tw.data()),
                                        static_cast<const float*>(tb.data()),
                                        static_cast<const float*>(tx.data()), ty.data());
    for (std::size_t s = 0; s < B; ++s) {
        double sum = 0;
        for (std::size_t o = 0; o < Out; ++o) sum += static_cast<double>(ty.data()[s * Out + o]);
        REQUIRE(sum == Approx(1).epsilon(1e-6));
    }
    REQUIRE(ty.intact());
}
