#include "formats/onnx_uses.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "formats/onnx_constants.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {

OnnxUses::OnnxUses(OnnxGraph& graph, Shapes shapes) : graph_(graph) {
    for (OnnxNode& node : graph.nodes) {
        for (const std::string& output : node.outputs) givers_.emplace(output, &node);
        if (shapes == Shapes::are_nothing && node.operation == "Shape") continue;
        for (const std::string& input : node.inputs) takers_[input].push_back(&node);
    }
    for (const std::string& output : graph.outputs) takers_[output].push_back(nullptr);
}

OnnxNode* OnnxUses::giver(const std::string& value) const {
    const auto at = givers_.find(value);
    return at == givers_.end() ? nullptr : at->second;
}

const std::vector<OnnxNode*>& OnnxUses::takers(const std::string& value) const {
    static const std::vector<OnnxNode*> none;
    const auto at = takers_.find(value);
    return at == takers_.end() ? none : at->second;
}

OnnxNode* OnnxUses::only_taker(const OnnxNode& node, std::string_view operation, std::size_t inputs) const {
    if (node.outputs.size() != 1 || count(node.outputs[0]) != 1) return nullptr;
    OnnxNode* const found = takers(node.outputs[0])[0];
    return found && found->operation == operation && found->inputs.size() == inputs ? found : nullptr;
}

OnnxNode* OnnxUses::next(const OnnxNode& node, std::string_view operation) const {
    return only_taker(node, operation, 2);
}

OnnxNode* OnnxUses::alone(const OnnxNode& node, std::string_view operation) const {
    return only_taker(node, operation, 1);
}

OnnxNode* OnnxUses::before(const std::string& value, std::string_view operation, std::size_t uses) const {
    OnnxNode* const found = giver(value);
    return found && found->operation == operation && count(value) == uses ? found : nullptr;
}

const OnnxConstant* OnnxUses::constant(const std::string& value) const {
    const auto at = graph_.constants.find(value);
    return at == graph_.constants.end() ? nullptr : &at->second;
}

/// Of a sequence: all but the channels are not known, which are those of the Conv that it was, behind the
/// batch, or of the MatMul, or the graph's input, at the end.
OnnxConstant OnnxUses::extents_of(std::string value) const {
    constexpr std::size_t most_nodes = 16;
    Values extents(3, std::nan(""));
    bool keeps_last = true;
    for (std::size_t i = 0; i < most_nodes; ++i) {
        const OnnxNode* const node = giver(value);
        if (!node && keeps_last)
            for (const OnnxValue& input : graph_.inputs)
                if (input.name == value && input.shape.size() == 3 && input.shape[2] != 0)
                    extents[2] = static_cast<double>(input.shape[2]);
        if (!node || node->inputs.empty()) break;
        if (node->operation == "Transpose")
            keeps_last = keeps_last && node->integers("perm", {}) == std::vector<std::int64_t>{1, 0, 2};
        const OnnxConstant* const weight = node->inputs.size() > 1 ? constant(node->inputs[1]) : nullptr;
        if (node->operation == "Conv") {
            if (weight && weight->shape.size() == 3) extents[1] = static_cast<double>(weight->shape[0]);
            break;
        }
        if (node->operation == "MatMul") {
            if (weight && keeps_last && weight->shape.size() == 2)
                extents[2] = static_cast<double>(weight->shape[1]);
            break;
        }
        const bool adds = node->operation == "Add" && node->inputs.size() == 2;
        if (!adds && node->inputs.size() != 1) break;
        value = node->inputs[adds && (before(node->inputs[1], "Conv") || constant(node->inputs[0])) ? 1 : 0];
    }
    return {{3}, std::make_shared<const Values>(std::move(extents)), true};
}

const OnnxConstant* OnnxUses::numbers(const std::string& value, std::size_t depth) const {
    constexpr std::size_t most_depth = 16, most_numbers = 16;
    if (const OnnxConstant* const found = constant(value))
        return found->values->size() <= most_numbers ? found : nullptr;
    const auto [at, is_new] = numbers_.try_emplace(value);
    const OnnxNode* const node = giver(value);
    if (!is_new || !node || node->inputs.empty() || depth == most_depth)
        return at->second ? &*at->second : nullptr;
    if (node->operation == "Shape") return &at->second.emplace(extents_of(node->inputs[0]));
    std::vector<OnnxConstant> inputs;
    for (const std::string& input : node->inputs) {
        const OnnxConstant* const one = numbers(input, depth + 1);
        if (!one) return nullptr;
        inputs.push_back(*one);
    }
    try {
        OnnxConstant made = folded(*node, inputs);
        if (made.values->size() > most_numbers) return nullptr;
        return &at->second.emplace(std::move(made));
    } catch (const Refusal&) {
        return nullptr;
    }
}

std::optional<std::size_t> OnnxUses::rank(const std::string& value) const {
    const OnnxConstant* const found = constant(value);
    return found ? std::optional(found->shape.size()) : std::nullopt;
}

double OnnxUses::number(const std::string& value) const {
    const OnnxConstant* const found = constant(value);
    return found && found->values->size() == 1 ? found->values->front() : std::nan("");
}

bool OnnxUses::is_number(const std::string& value, double number) const {
    return std::abs(this->number(value) - number) < 1e-4;
}

const std::string* OnnxUses::beside(const OnnxNode& node, double number) const {
    if (is_number(node.inputs[1], number)) return &node.inputs[0];
    return is_number(node.inputs[0], number) ? &node.inputs[1] : nullptr;
}

}  // namespace ctnn_tool
