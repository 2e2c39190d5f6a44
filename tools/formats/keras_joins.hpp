#pragma once

#include <string>
#include <vector>

#include "formats/branches.hpp"
#include "formats/keras_config.hpp"
#include "model/model.hpp"

namespace ctnn_tool {

/// Layers one behind the other that end in a value.
struct KerasBranch {
    Model chain;
    std::string base{};     ///< the layer whose value it begins with; of the first one nothing
    std::size_t depth = 0;  ///< of branches within branches

    const Shape& shape() const { return chain.output(); }
    void settle() {}
    KerasBranch begun_here() const { return {Model(chain.output())}; }
};

using KerasBranches = BranchedValues<KerasBranch>;

/// Whether a layer makes one value of several.
bool is_keras_join(const std::string& kind);

/// Makes the value `to` of those that the layer takes, several, by what it is, `kind`: Add, Subtract,
/// Multiply, Average, Concatenate. Throws a Refusal.
void join_keras(KerasBranches& branches, const KerasLayer& layer, const std::string& kind,
                const std::vector<std::string>& from, const std::string& to);

}  // namespace ctnn_tool
