#include <array>
#include <ctnn/layers/dense.hpp>
#include <ctnn/train/layer_norms.hpp>

#include <testing.hpp>

using namespace ctnn;

TEST_CASE("layer_norms: each layer's part of a gradient", "[train]") {
    Parameters<Network<Input<3>, Dense<5>, Dense<2>>> block;
    block.values[0] = 3;
    block.values[19] = 4;
    block.values[20] = 2;
    REQUIRE(layer_norms(block) == std::array<float, 2>{5, 2});
}
