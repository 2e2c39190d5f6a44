#include <layers/laws.hpp>

#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/layer_norm.hpp>
#include <ctnn/layers/residual.hpp>

using namespace ctnn;

static_assert(placed<LayerNorm<>, Shape<7>>::parameters == 14);
static_assert(std::is_same_v<placed<LayerNorm<std::ratio<2, 2000>>, Shape<7>>,
                             placed<LayerNorm<std::ratio<1, 1000>>, Shape<7>>>);

TEST_CASE("layer_norm: the laws, flat samples, sequences and images", "[layers]") {
    layer_laws<LayerNorm<>, Shape<17>>();
    layer_laws<LayerNorm<std::ratio<1, 8>>, Shape<1>>();
    layer_laws<LayerNorm<>, Shape<5, 3, 2>>();
    layer_laws<LayerNorm<>, Shape<3, 33>>();
    layer_laws<Residual<LayerNorm<>, Dense<5>>, Shape<5>>();
}

TEST_CASE("layer_norm: a step of a sequence is normalised by itself, whatever its scale", "[layers]") {
    laws::Bench<placed<LayerNorm<>, Shape<2, 4>>, 1, float> bench;
    const float steps[] = {1, 2, 3, 6, -1000, -3000, -4000, -2000};
    for (std::size_t i = 0; i < 4; ++i) bench.w[i] = 1, bench.w[4 + i] = 0;
    std::copy(std::begin(steps), std::end(steps), bench.x.data());
    bench.predict();
    for (const std::size_t step : {0u, 4u}) {
        double mean = 0, square = 0;
        for (std::size_t i = step; i < step + 4; ++i) {
            mean += double(bench.y[i]) / 4;
            square += double(bench.y[i]) * double(bench.y[i]) / 4;
        }
        REQUIRE(mean == Approx(0).margin(1e-6));
        REQUIRE(square == Approx(1).epsilon(1e-5));
    }
}

TEST_CASE("layer_norm: a large mean costs no digits", "[layers]") {
    laws::Bench<placed<LayerNorm<>, Shape<64>>, 1, float> bench;
    for (std::size_t i = 0; i < 64; ++i)
        bench.x[i] = 10'000 + float(i % 2), bench.w[i] = 1, bench.w[64 + i] = 0;
    bench.predict();
    for (std::size_t i = 0; i < 64; ++i) REQUIRE(bench.y[i] == Approx(i % 2 == 0 ? -1 : 1).epsilon(1e-4));
}
