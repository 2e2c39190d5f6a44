#include <layers/laws.hpp>

#include <ctnn/layers/position_embedding.hpp>

using namespace ctnn;

using Five = placed<PositionEmbedding<>, Shape<5, 3>>;
static_assert(Five::parameters == 15 && Five::parts[0].name == "weight");

TEST_CASE("position_embedding: the laws", "[layers]") { layer_laws<PositionEmbedding<>, Shape<5, 3>>(); }

TEST_CASE("position_embedding: each step gets its own row; a stream beyond the last keeps that", "[layers]") {
    laws::Bench<Five, 2, float> bench;
    bench.predict();
    for (std::size_t i = 0; i < 30; ++i) REQUIRE(bench.y[i] == bench.x[i] + bench.w[i % 15]);
    std::vector<float> x(21), y(21);
    Five::stream::run<float>(bench.w.data(), nullptr, 0, x.data(), 7, y.data(), nullptr, nullptr);
    for (std::size_t i = 0; i < 21; ++i) REQUIRE(y[i] == bench.w[i < 15 ? i : 12 + i % 3]);
}
