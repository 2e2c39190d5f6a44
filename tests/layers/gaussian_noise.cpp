#include <layers/laws.hpp>

#include <ctnn/layers/gaussian_noise.hpp>

using namespace ctnn;

using Half = placed<GaussianNoise<std::ratio<2, 4>>, Shape<2000>>;
static_assert(std::is_same_v<Half, placed<GaussianNoise<std::ratio<1, 2>>, Shape<2000>>>);
static_assert(Half::parameters == 0 && Half::tape == 0);

TEST_CASE("gaussian_noise: the laws", "[layers]") {
    layer_laws<GaussianNoise<std::ratio<1, 5>>, Shape<17>, true>();
    layer_laws<GaussianNoise<std::ratio<0>>, Shape<5>>();
}

TEST_CASE("gaussian_noise: predicting, it passes values on", "[layers]") {
    laws::Bench<Half, 1, float> bench;
    bench.predict();
    REQUIRE(bench.y.values() == bench.x.values());
}

TEST_CASE("gaussian_noise: training, mean 0, the standard deviation asked for, and repeated by seed",
          "[layers]") {
    laws::Bench<Half, 5, double> bench;
    bench.forward(Random{1});
    const auto first = bench.y.values();
    double mean = 0, square = 0;
    for (std::size_t i = 0; i < first.size(); ++i) {
        const double noise = first[i] - bench.x[i];
        mean += noise / double(first.size());
        square += noise * noise / double(first.size());
    }
    REQUIRE(mean == Approx(0).margin(0.02));  // four standard deviations
    REQUIRE(std::sqrt(square) == Approx(0.5).epsilon(0.03));
    bench.backward();
    REQUIRE(bench.dx.values() == bench.dy.values());
    bench.forward(Random{1});
    REQUIRE(bench.y.values() == first);
    bench.forward(Random{2});
    REQUIRE(bench.y.values() != first);
}
