#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "formats/onnx_chain.hpp"
#include "model/composite.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {

/// Layers one behind the other that end in a value, and what waits to go into the next one.
struct OnnxBranch {
    OnnxChain chain;
    std::string base{};               ///< the value that it begins with; of the first one nothing
    std::vector<std::size_t> pads{};  ///< zeros for the Conv or average behind
    std::size_t depth = 0;            ///< of branches within branches

    /// Puts zeros that neither takes around what there is.
    void settle_pads();
};

/// Branches that do not begin in one value. They would, if that one were made for each node that takes it.
class OnnxMixedBranches : public Refusal {
  public:
    OnnxMixedBranches(const std::string& place, std::string value);

    const std::string& value() const { return value_; }

  private:
    std::string value_;
};

/// The values that the nodes so far give, each with the branch that ends in it. A value that several nodes
/// take is where branches begin; where all of them have been joined, what they were joined to goes on behind
/// it.
class OnnxBranches {
  public:
    /// How often each value is taken.
    explicit OnnxBranches(std::map<std::string, std::size_t> uses) : uses_(std::move(uses)) {}

    bool knows(const std::string& value) const { return shapes_.contains(value); }
    /// As ONNX sees it.
    const Shape& shape(const std::string& value) const { return shapes_.at(value); }
    void put(const std::string& value, OnnxBranch branch);
    /// The branch that ends in the value, or that begins there, where others do too.
    OnnxBranch take(const std::string& value);
    /// Of branches that begin in one value, or OnnxMixedBranches is thrown. `axis` is that of a Concat; of a
    /// difference the last one is subtracted. Throws a Refusal.
    void join(Join how, const std::vector<std::string>& values, std::int64_t axis, const std::string& to,
              bool subtracts = false);

  private:
    struct Value {
        OnnxBranch branch;
        std::size_t open = 0;  ///< branches that have not been joined to others
    };

    std::map<std::string, std::size_t> uses_;
    std::map<std::string, Value> values_{};
    std::map<std::string, Shape> shapes_{};
};

}  // namespace ctnn_tool
