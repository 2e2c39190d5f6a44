#include <layers/laws.hpp>

#include <ctnn/layers/rms_norm.hpp>

using namespace ctnn;

static_assert(placed<RMSNorm<>, Shape<3, 7>>::parameters == 7);

TEST_CASE("rms_norm: the laws, flat samples, sequences and images", "[layers]") {
    layer_laws<RMSNorm<>, Shape<17>>();
    layer_laws<RMSNorm<std::ratio<1, 8>>, Shape<1>>();
    layer_laws<RMSNorm<>, Shape<5, 3, 2>>();
    layer_laws<RMSNorm<>, Shape<3, 33>>();
}

TEST_CASE("rms_norm: the mean square becomes 1, zeros stay", "[layers]") {
    laws::Bench<placed<RMSNorm<>, Shape<2, 8>>, 1, float> bench;
    for (std::size_t i = 0; i < 8; ++i) bench.w[i] = 1, bench.x[i] *= 1000, bench.x[8 + i] = 0;
    bench.predict();
    double square = 0;
    for (std::size_t i = 0; i < 8; ++i) square += double(bench.y[i]) * double(bench.y[i]) / 8;
    REQUIRE(square == Approx(1).epsilon(1e-5));
    for (std::size_t i = 8; i < 16; ++i) REQUIRE(bench.y[i] == 0);
}
