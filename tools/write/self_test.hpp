#pragma once

#include <vector>

#include "model/model.hpp"

namespace ctnn_tool {

/// A sample, what the model makes of it, and how far rounding may take an answer in float from that.
struct Sample {
    std::vector<float> input{}, output{};
    float tolerance = 0;
};

/// Of numbers from -1 to 1, the same ones each time. Throws a Refusal where the answer is no number of
/// float's, or where it would take too long.
Sample sample_of(const Model& model);

}  // namespace ctnn_tool
