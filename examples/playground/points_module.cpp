// The data sets as a WebAssembly module of their own.

#include <cstdint>

#include "data_sets.hpp"
#include "exports.hpp"

static constinit playground::Points points;

EXPORT(draw) void draw(std::uint32_t data_set, float noise, std::uint32_t seed) {
    points.draw(static_cast<playground::DataSet>(data_set % playground::data_set_count), noise, seed);
}
EXPORT(inputs) const float* inputs() { return points.inputs.data(); }
EXPORT(targets) const float* targets() { return points.targets.data(); }
