#include "formats/onnx_patterns.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "formats/onnx_constants.hpp"

namespace ctnn_tool {
namespace {

bool is_little_constant(const OnnxNode* node) {
    if (!node || node->operation != "Constant") return false;
    const auto value = node->attributes.find("value");
    return value != node->attributes.end() && value->second.tensor.size() < 1000;
}

/// Who gives and who takes each value.
class Uses {
  public:
    explicit Uses(OnnxGraph& graph) : graph_(graph) {
        for (OnnxNode& node : graph.nodes) {
            for (const std::string& output : node.outputs) givers_.emplace(output, &node);
            for (const std::string& input : node.inputs) takers_[input].push_back(&node);
        }
        for (const std::string& output : graph.outputs) takers_[output].push_back(nullptr);
    }

    OnnxNode* giver(const std::string& value) const {
        const auto at = givers_.find(value);
        return at == givers_.end() ? nullptr : at->second;
    }
    /// The node that takes what this one gives, if it is alone and of that kind.
    OnnxNode* next(const OnnxNode& node, std::string_view operation) const {
        if (node.outputs.size() != 1) return nullptr;
        const auto at = takers_.find(node.outputs[0]);
        if (at == takers_.end() || at->second.size() != 1 || !at->second[0]) return nullptr;
        OnnxNode* const found = at->second[0];
        return found->operation == operation && found->inputs.size() == 2 ? found : nullptr;
    }
    /// Whether an input is this one number.
    bool is_number(const std::string& value, double number) const {
        const auto at = graph_.constants.find(value);
        const OnnxNode* const node = giver(value);
        if (at == graph_.constants.end() && !is_little_constant(node)) return false;
        const OnnxConstant constant = at == graph_.constants.end() ? folded(*node, {}) : at->second;
        return constant.values->size() == 1 && std::abs(constant.values->front() - number) < 1e-4;
    }
    /// What a node takes besides this number; null if it does not take it.
    const std::string* beside(const OnnxNode& node, double number) const {
        if (is_number(node.inputs[1], number)) return &node.inputs[0];
        return is_number(node.inputs[0], number) ? &node.inputs[1] : nullptr;
    }

  private:
    OnnxGraph& graph_;
    std::map<std::string, OnnxNode*> givers_{};
    std::map<std::string, std::vector<OnnxNode*>> takers_{};
};

/// An activation's nodes, from the first to the last, and what goes into it; no nodes if there is none.
struct Pattern {
    std::string input{};
    std::vector<OnnxNode*> nodes{};
};

Pattern gelu_around(OnnxNode& erf, const Uses& uses) {
    OnnxNode* const scale = erf.inputs.size() == 1 ? uses.giver(erf.inputs[0]) : nullptr;
    if (!scale || scale->inputs.size() != 2 || scale->outputs.size() != 1) return {};
    const std::string* x = nullptr;
    if (scale->operation == "Div" && uses.is_number(scale->inputs[1], std::sqrt(2.0))) x = &scale->inputs[0];
    if (scale->operation == "Mul") x = uses.beside(*scale, std::sqrt(0.5));
    OnnxNode* const sum = x ? uses.next(erf, "Add") : nullptr;
    if (!sum || !uses.beside(*sum, 1)) return {};
    OnnxNode* const product = uses.next(*sum, "Mul");
    if (!product || std::find(product->inputs.begin(), product->inputs.end(), *x) == product->inputs.end())
        return {};
    OnnxNode* const half = uses.next(*product, "Mul");
    if (!half || !uses.beside(*half, 0.5)) return {};
    return {*x, {scale, &erf, sum, product, half}};
}

Pattern softsign_of(OnnxNode& magnitude, const Uses& uses) {
    OnnxNode* const sum = magnitude.inputs.size() == 1 ? uses.next(magnitude, "Add") : nullptr;
    if (!sum || !uses.beside(*sum, 1)) return {};
    OnnxNode* const quotient = uses.next(*sum, "Div");
    const std::string& x = magnitude.inputs[0];
    if (!quotient || quotient->inputs[0] != x || quotient->inputs[1] != sum->outputs[0]) return {};
    return {x, {&magnitude, sum, quotient}};
}

}  // namespace

void gather_activations(OnnxGraph& graph) {
    const Uses uses(graph);
    for (OnnxNode& node : graph.nodes) {
        const bool is_gelu = node.operation == "Erf";
        if (!is_gelu && node.operation != "Abs") continue;
        const Pattern found = is_gelu ? gelu_around(node, uses) : softsign_of(node, uses);
        if (found.nodes.empty()) continue;
        for (OnnxNode* const one : found.nodes) one->operation = "";
        found.nodes.back()->operation = is_gelu ? "Gelu" : "Softsign";
        found.nodes.back()->inputs = {found.input};
    }
    std::erase_if(graph.nodes, [](const OnnxNode& node) { return node.operation.empty(); });
}

}  // namespace ctnn_tool
