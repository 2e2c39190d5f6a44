#include <ctnn/activations/relu.hpp>
#include <ctnn/quantized/quantize.hpp>
#include <limits>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<Input<2>, Dense<3, ReLU>, Dense<1>>;
using Small = Quantized<Net>;

std::string said(const Parameters<Net>& parameters, const LayerRanges<Small>& ranges) {
    try {
        quantized<Small>(parameters, ranges);
        return "nothing";
    } catch (const DataError& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("quantised: what is wrong with ranges and weights is said with its place", "[quantized]") {
    constexpr float infinite = std::numeric_limits<float>::infinity();
    Parameters<Net> parameters;
    initialize(parameters, 1);
    const LayerRanges<Small> right{{0, 1}, {MinMax{-1, 1}, MinMax{-1, 1}}};
    REQUIRE(said(parameters, right) == "nothing");
    for (const MinMax range :
         {MinMax{2, 2}, MinMax{1, -1}, MinMax{0, infinite}, MinMax{-infinite, 0},
          MinMax{0, std::numeric_limits<float>::quiet_NaN()}, MinMax{0, 1e-38f}, MinMax{0, 0}}) {
        auto ranges = right;
        ranges.input = range;
        REQUIRE(said(parameters, ranges).starts_with("input's range: expected a least and a greater number"));
        ranges = right;
        ranges.layers[0] = range;
        REQUIRE(said(parameters, ranges).starts_with("layer 0's range: expected a least and a greater"));
    }
    auto negative = right;
    negative.layers[0] = {-2, -1};
    REQUIRE(said(parameters, negative) ==
            "layer 0: expected outputs that differ, found 0 for all of its range, -2.000000 to -1.000000");
    parameters.values[10] = infinite;
    REQUIRE(said(parameters, right) == "parameter 1 of layer 1: expected a finite number, found inf");
    parameters.values[10] = 3e38f;
    auto wide = right;
    wide.layers[0] = {0, 1e38f};
    REQUIRE(said(parameters, wide).starts_with("layer 1: expected a scale that a float holds"));
}
