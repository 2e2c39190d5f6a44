#include <ctnn/engine/placed/attention.hpp>

#include <ctnn/initializers/glorot_uniform.hpp>
#include <ctnn/layers/multi_head_attention.hpp>
#include <testing.hpp>
#include <utility>
#include <vector>

using namespace ctnn;

using Layer = detail::AttentionOn<Shape<5, 3>, 2, 6, Causal, GlorotUniform>;
using Bare = detail::AttentionOn<Shape<5, 3>, 2, 6, AllSteps, GlorotUniform, false>;
static_assert(Layer::tape == 4 * 5 * 6 + 2 * 5 * 5);
static_assert(Layer::parts.size() == 4 && Layer::parts[2].name == "out_proj_weight" &&
              Bare::parts.size() == 2);
static_assert(Layer::stream::memory == 2 * 5 * 6 && Layer::stream::scratch == 3 * 6 + 5 + 6);

TEST_CASE("attention: regularisation shrinks weights, not biases", "[engine]") {
    std::vector<std::pair<std::size_t, std::size_t>> runs;
    Layer::each_weights(100, [&](std::size_t offset, std::size_t count) { runs.push_back({offset, count}); });
    REQUIRE(runs == std::vector<std::pair<std::size_t, std::size_t>>{{100, 3 * 18}, {100 + 3 * 18 + 18, 36}});
}

TEST_CASE("attention: weights start within Glorot's limits, biases at 0", "[engine]") {
    std::array<float, Layer::parameters> w{};
    Random random{1};
    Layer::initialize<float>(Slot<float, Layer::parameters>(w), Slot<float, 0>(), random);
    const auto named = Layer::named<float>(std::span<float, Layer::parameters>(w));
    const auto most = [](const auto& values) {
        float greatest = 0;
        for (const float value : values) greatest = std::max(greatest, value < 0 ? -value : value);
        return greatest;
    };
    REQUIRE((most(named.in_proj_weight) > 0.45f && most(named.in_proj_weight) <= 0.5346f));
    REQUIRE((most(named.out_proj_weight) > 0.6f && most(named.out_proj_weight) <= 0.7072f));
    REQUIRE((most(named.in_proj_bias) == 0 && most(named.out_proj_bias) == 0));
}
