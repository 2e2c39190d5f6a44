#include "write/self_test.hpp"

#include <algorithm>
#include <cmath>
#include <ctnn/core/random.hpp>
#include <limits>
#include <utility>

#include "model/plain_layers.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

constexpr double epsilon = std::numeric_limits<float>::epsilon();

Values doubles(const std::vector<float>& values) { return {values.begin(), values.end()}; }

/// The table in which the model looks its inputs up, if it does.
const Embedding* table_of(const Model& model) {
    return model.layers().empty() ? nullptr : dynamic_cast<const Embedding*>(model.layers().front().get());
}

/// From -1 to 1; where words are looked up, one's index.
double number_for(const Model& model, ctnn::Random& random) {
    const auto number = static_cast<double>(random() >> 40) / (1 << 23);
    const auto* const table = table_of(model);
    return table ? std::floor(number / 2 * static_cast<double>(table->words())) : number - 1;
}

/// Moves values by a step up or down.
void move_all(Values& values, double step, ctnn::Random& random) {
    for (double& value : values) value *= random() >> 63 == 0 ? 1 - step : 1 + step;
}

/// The most that an output moves when all values and the input, unless it is of indices, are moved by what
/// rounding may do: as save_header finds it (include/ctnn/io/header.hpp says why by so much).
double moved_by_rounding(const Model& model, const std::vector<float>& input, const Values& output) {
    std::size_t widest = 1;
    for (const LayerPointer& layer : model.layers()) widest = std::max(widest, size_of(layer->input()));
    const double step = static_cast<double>(widest + 16) * epsilon;
    const std::vector<PlacedPart> parts = model.parts();
    std::vector<Values> own;
    for (const PlacedPart& one : parts) own.push_back(one.part->tensor.values);

    double moved = 0;
    ctnn::Random random{1};
    for (int trial = 0; trial < 8; ++trial) {
        Values x = doubles(input);
        if (table_of(model) == nullptr) move_all(x, step, random);
        for (const PlacedPart& one : parts) move_all(one.part->tensor.values, step, random);
        const Values y = model.run(x);
        for (std::size_t i = 0; i < y.size(); ++i) moved = std::max(moved, std::abs(y[i] - output[i]));
        for (std::size_t i = 0; i < parts.size(); ++i) parts[i].part->tensor.values = own[i];
    }
    return moved;
}

}  // namespace

Sample sample_of(const Model& model) {
    constexpr std::size_t most = std::size_t{1} << 28;
    if (model.work() > most)
        throw Refusal("a sample takes " + std::to_string(model.work()) +
                      " operations, more than 2^28: fewer steps will do (--steps N)");
    Sample sample;
    ctnn::Random random{42};
    for (std::size_t i = 0; i < size_of(model.input()); ++i)
        sample.input.push_back(static_cast<float>(number_for(model, random)));
    const Values output = model.run(doubles(sample.input));
    double greatest = 0;
    for (const double y : output) {
        sample.output.push_back(static_cast<float>(y));
        if (!std::isfinite(sample.output.back()))
            throw Refusal("its answer to numbers from -1 to 1 is not finite");
        greatest = std::max(greatest, std::abs(y));
    }
    const double tolerance = 4 * moved_by_rounding(model, sample.input, output) + 32 * epsilon * greatest +
                             static_cast<double>(std::numeric_limits<float>::min());
    sample.tolerance = static_cast<float>(tolerance);
    if (!std::isfinite(sample.tolerance)) throw Refusal("rounding takes its answer beyond all numbers");
    return sample;
}

}  // namespace ctnn_tool
