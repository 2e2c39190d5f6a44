// One network of the playground as a WebAssembly module of its own: Net, of the header of networks/ that the
// compiler is told to include before. What it exports is all that the page calls; numbers pass through its
// memory.

#include <cstdint>

#include "exports.hpp"
#include "parts.hpp"
#include "playground.hpp"

static constinit playground::Playground<Net> game;
static constinit playground::Standing last_standing{};
static constexpr auto part_lines = playground::parts_text<Net>();

EXPORT(inputs) float* inputs() { return game.points.inputs.data(); }
EXPORT(targets) float* targets() { return game.points.targets.data(); }
EXPORT(start) void start(std::uint32_t seed, float learning_rate) { game.start(seed, learning_rate); }
EXPORT(set_learning_rate) void set_learning_rate(float rate) { game.set_learning_rate(rate); }
EXPORT(train) float train(std::uint32_t steps) { return game.train(steps); }
EXPORT(standing) const float* standing() {
    last_standing = game.standing();
    return &last_standing.loss;
}
EXPORT(field) const float* field() { return game.field().data(); }
EXPORT(parameters) const float* parameters() { return game.parameters().data(); }
EXPORT(parameter_count) std::uint32_t parameter_count() { return Net::parameter_count + Net::state_count; }
EXPORT(parts) const char* parts() { return part_lines.text.data(); }
