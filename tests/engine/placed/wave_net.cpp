#include <ctnn/engine/placed/wave_net.hpp>

#include <ctnn/layers/wave_net.hpp>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Layer =
    placed<WaveNet<WaveNetStack<4, Dilated<3, 1, 16>, 2>, WaveNetStack<2, Dilated<3, 8>, 1>>, Shape<10, 1>>;
static_assert(Layer::reach == 32 && Layer::state == 0);
static_assert(Layer::multiply_adds == 10 * (4 + 2 * (3 * 16 + 4 + 16) + 8 + 8 + (3 * 4 + 2) + 2));
static_assert(Layer::stream::memory == 2 * 4 * (128 + 80) + 2 * (128 + 80));

}  // namespace

TEST_CASE("wave_net: weights and biases", "[engine]") {
    std::size_t weights = 0;
    Layer::each_weights(0, [&](std::size_t, std::size_t count) { weights += count; });
    CHECK(10 * weights == Layer::multiply_adds);
    CHECK(weights == Layer::parameters - (2 * (4 + 4) + 2));
}
