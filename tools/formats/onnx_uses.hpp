#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/onnx_graph.hpp"

namespace ctnn_tool {

/// Who gives and who takes each value of a graph whose constants have been folded, while it has these nodes.
class OnnxUses {
  public:
    /// Whether a node that only asks for a value's shape counts among those that take it.
    enum class Shapes { count, are_nothing };

    explicit OnnxUses(OnnxGraph& graph, Shapes shapes = Shapes::count);

    OnnxNode* giver(const std::string& value) const;
    /// Null for the graph's own output.
    const std::vector<OnnxNode*>& takers(const std::string& value) const;
    std::size_t count(const std::string& value) const { return takers(value).size(); }
    /// The node that takes what this one gives, if it is alone, of that kind and takes another value too.
    OnnxNode* next(const OnnxNode& node, std::string_view operation) const;
    /// The same of one that takes nothing else.
    OnnxNode* alone(const OnnxNode& node, std::string_view operation) const;
    /// The node that gives this, if it is of that kind and all that takes it is so many.
    OnnxNode* before(const std::string& value, std::string_view operation, std::size_t uses = 1) const;

    /// Null if it is none.
    const OnnxConstant* constant(const std::string& value) const;
    /// A few numbers that are constant, or computed of constants and of the channels of sequences, as those
    /// are that halve them. Null of others.
    const OnnxConstant* numbers(const std::string& value) const { return numbers(value, 0); }
    /// How many axes a constant has; none if it is none.
    std::optional<std::size_t> rank(const std::string& value) const;
    /// The one number that an input is; NaN if it is none.
    double number(const std::string& value) const;
    /// Whether an input is this one number.
    bool is_number(const std::string& value, double number) const;
    /// What a node takes besides this number; null if it does not take it.
    const std::string* beside(const OnnxNode& node, double number) const;

  private:
    const OnnxConstant* numbers(const std::string& value, std::size_t depth) const;
    OnnxConstant extents_of(std::string value) const;
    OnnxNode* only_taker(const OnnxNode& node, std::string_view operation, std::size_t inputs) const;

    OnnxGraph& graph_;
    std::map<std::string, OnnxNode*> givers_{};
    std::map<std::string, std::vector<OnnxNode*>> takers_{};
    mutable std::map<std::string, std::optional<OnnxConstant>> numbers_{};
};

}  // namespace ctnn_tool
