#include <layers/laws.hpp>

#include <ctnn/layers/dropout.hpp>

using namespace ctnn;

using Fifth = placed<Dropout<std::ratio<1, 5>>, Shape<2000>>;
static_assert(Fifth::parameters == 0 && Fifth::tape == 2000);

TEST_CASE("dropout: the laws", "[layers]") {
    layer_laws<Dropout<std::ratio<1, 5>>, Shape<17>, true>();
    layer_laws<Dropout<std::ratio<0, 1>>, Shape<5>>();
}

TEST_CASE("dropout: predicting, it passes values on", "[layers]") {
    laws::Bench<Fifth, 1, float> bench;
    bench.predict();
    REQUIRE(bench.y.values() == bench.x.values());
}

TEST_CASE("dropout: training, it drops its share, keeps the mean, and repeats by seed", "[layers]") {
    laws::Bench<Fifth, 5, double> bench;
    for (std::size_t i = 0; i < bench.x.size(); ++i) bench.x[i] = 1;
    bench.forward(Random{1});
    const auto first = bench.y.values();
    const auto dropped = std::count(first.begin(), first.end(), 0.0);
    REQUIRE(std::count(first.begin(), first.end(), 1.25) + dropped == 10000);
    REQUIRE(dropped == Approx(2000).margin(160));  // four standard deviations
    bench.backward();
    for (std::size_t i = 0; i < first.size(); ++i) REQUIRE(bench.dx[i] == bench.dy[i] * first[i]);
    bench.forward(Random{1});
    REQUIRE(bench.y.values() == first);
    bench.forward(Random{2});
    REQUIRE(bench.y.values() != first);
}
