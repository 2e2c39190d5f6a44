#include "formats/onnx_patterns.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "formats/onnx_uses.hpp"

namespace ctnn_tool {
namespace {

const OnnxAttribute* attribute(const OnnxNode& node, std::string_view name) {
    const auto at = node.attributes.find(name);
    return at == node.attributes.end() ? nullptr : &at->second;
}

/// Nodes, from the first to the last, and what one node in their place does; no nodes if there are none.
struct Pattern {
    std::vector<OnnxNode*> nodes{};
    std::string_view operation{};
    std::vector<std::string> inputs{};
    std::map<std::string, OnnxAttribute, std::less<>> attributes{};
};

Pattern gelu_around(OnnxNode& erf, const OnnxUses& uses) {
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
    return {{scale, &erf, sum, product, half}, "Gelu", {*x}, {}};
}

Pattern softsign_of(OnnxNode& magnitude, const OnnxUses& uses) {
    OnnxNode* const sum = magnitude.inputs.size() == 1 ? uses.next(magnitude, "Add") : nullptr;
    if (!sum || !uses.beside(*sum, 1)) return {};
    OnnxNode* const quotient = uses.next(*sum, "Div");
    const std::string& x = magnitude.inputs[0];
    if (!quotient || quotient->inputs[0] != x || quotient->inputs[1] != sum->outputs[0]) return {};
    return {{&magnitude, sum, quotient}, "Softsign", {x}, {}};
}

/// Clip(x + 3, 0, 6) / 6, or x times that.
Pattern hard_sigmoid_around(OnnxNode& clip, const OnnxUses& uses) {
    const OnnxAttribute* const low = attribute(clip, "min");
    const OnnxAttribute* const high = attribute(clip, "max");
    const double least = clip.inputs.size() == 3 ? uses.number(clip.inputs[1])
                         : low                   ? low->real
                                                 : std::nan("");
    const double most = clip.inputs.size() == 3 ? uses.number(clip.inputs[2])
                        : high                  ? high->real
                                                : std::nan("");
    std::vector<OnnxNode*> nodes{&clip};
    OnnxNode* const relu = clip.inputs.empty() ? nullptr : uses.before(clip.inputs[0], "Relu");
    if (relu && relu->inputs.size() == 1) nodes.insert(nodes.begin(), relu);
    OnnxNode* const sum = nodes[0]->inputs.empty() ? nullptr : uses.before(nodes[0]->inputs[0], "Add");
    const std::string* const x = sum && sum->inputs.size() == 2 ? uses.beside(*sum, 3) : nullptr;
    if (!x || least != 0 || most != 6) return {};
    nodes.insert(nodes.begin(), sum);
    OnnxNode* const product = uses.next(clip, "Mul");
    const bool is_swish =
        product && std::find(product->inputs.begin(), product->inputs.end(), *x) != product->inputs.end();
    if (is_swish) nodes.push_back(product);
    OnnxNode* end = uses.next(*nodes.back(), "Div");
    if (end && !uses.is_number(end->inputs[1], 6)) return {};
    if (!end) end = uses.next(*nodes.back(), "Mul");
    if (!end || (end->operation == "Mul" && !uses.beside(*end, 1.0 / 6))) return {};
    nodes.push_back(end);
    Pattern pattern{std::move(nodes), is_swish ? "HardSwish" : "HardSigmoid", {*x}, {}};
    pattern.attributes["alpha"].real = 1.0 / 6;
    return pattern;
}

/// What ReduceMean takes and how many axes it is along, the last ones, that then are 1; none of another node.
struct Mean {
    std::string of{};
    std::size_t axes = 0;
};
Mean mean_of(const OnnxNode* node, const OnnxUses& uses) {
    if (!node || node->inputs.empty() || node->integer("keepdims", 1) != 1) return {};
    if (node->inputs.size() == 2) return {node->inputs[0], uses.number(node->inputs[1]) == -1 ? 1u : 0u};
    std::vector<std::int64_t> axes = node->integers("axes", {});
    std::sort(axes.begin(), axes.end(), std::greater<>());
    for (std::size_t i = 0; i < axes.size(); ++i)
        if (axes[i] != -1 - static_cast<std::int64_t>(i)) return {};
    return {node->inputs[0], axes.size()};
}

/// What is squared, by Pow or a Mul.
const std::string* squared(const OnnxNode* node, const OnnxUses& uses) {
    if (!node || node->inputs.size() != 2) return nullptr;
    const bool is_square = node->operation == "Pow"
                               ? uses.number(node->inputs[1]) == 2
                               : node->operation == "Mul" && node->inputs[0] == node->inputs[1];
    return is_square ? &node->inputs[0] : nullptr;
}

/// gamma or beta behind a norm, if there is one: the last node of the pattern is then that.
std::string taken_in(Pattern& pattern, std::string_view operation, std::size_t axes, const OnnxUses& uses) {
    OnnxNode* const next = uses.next(*pattern.nodes.back(), operation);
    if (!next) return "";
    const bool behind = next->inputs[0] == pattern.nodes.back()->outputs[0];
    const std::string& other = next->inputs[behind ? 1 : 0];
    if (uses.rank(other) != axes) return "";
    pattern.nodes.push_back(next);
    return other;
}

/// d / sqrt(mean(d^2) + epsilon), d being x - mean(x), or x.
Pattern norm_around(OnnxNode& root, const OnnxUses& uses) {
    OnnxNode* const sum = root.inputs.size() == 1 ? uses.before(root.inputs[0], "Add") : nullptr;
    if (!sum || sum->inputs.size() != 2) return {};
    const bool behind = std::isnan(uses.number(sum->inputs[0]));
    const double epsilon = uses.number(sum->inputs[behind ? 1 : 0]);
    OnnxNode* const variance = uses.before(sum->inputs[behind ? 0 : 1], "ReduceMean");
    const Mean squares = mean_of(variance, uses);
    OnnxNode* const square =
        squares.axes > 0 && uses.count(squares.of) == 1 ? uses.giver(squares.of) : nullptr;
    const std::string* const d = squared(square, uses);
    if (!d || std::isnan(epsilon)) return {};
    Pattern found{{square, variance, sum, &root}, "SimplifiedLayerNormalization", {*d}, {}};
    OnnxNode* end = uses.next(root, "Div");
    OnnxNode* const inverse = end && uses.is_number(end->inputs[0], 1) ? end : uses.alone(root, "Reciprocal");
    if (inverse) {
        found.nodes.push_back(inverse);
        end = uses.next(*inverse, "Mul");
        if (!end || std::find(end->inputs.begin(), end->inputs.end(), *d) == end->inputs.end()) return {};
    } else if (!end || end->inputs[0] != *d || end->inputs[1] != root.outputs[0]) {
        return {};
    }
    found.nodes.push_back(end);
    const std::size_t uses_of_d = square->operation == "Mul" ? 3 : 2;
    OnnxNode* const centred = uses.before(*d, "Sub", uses_of_d);
    OnnxNode* const mean =
        centred && centred->inputs.size() == 2 ? uses.before(centred->inputs[1], "ReduceMean") : nullptr;
    if (const Mean x = mean_of(mean, uses); x.axes == squares.axes && x.of == centred->inputs[0]) {
        found.nodes.insert(found.nodes.begin(), {mean, centred});
        found.operation = "LayerNormalization";
        found.inputs = {x.of};
    }
    found.inputs.push_back(taken_in(found, "Mul", squares.axes, uses));
    if (found.operation == "LayerNormalization")
        found.inputs.push_back(taken_in(found, "Add", squares.axes, uses));
    found.attributes["epsilon"].real = epsilon;
    found.attributes["axis"].integer = -static_cast<std::int64_t>(squares.axes);
    return found;
}

/// Gather by x where 0 <= x < words, and by `words` where it is not: as save_onnx writes an Embedding.
Pattern embedding_around(OnnxNode& gather, const OnnxUses& uses) {
    if (gather.inputs.size() != 2) return {};
    OnnxNode* const cast = uses.before(gather.inputs[1], "Cast");
    OnnxNode* const where =
        cast && cast->inputs.size() == 1 ? uses.before(cast->inputs[0], "Where") : nullptr;
    OnnxNode* const both =
        where && where->inputs.size() == 3 ? uses.before(where->inputs[0], "And") : nullptr;
    if (!both || both->inputs.size() != 2) return {};
    OnnxNode* const low = uses.before(both->inputs[0], "GreaterOrEqual");
    OnnxNode* const high = uses.before(both->inputs[1], "Less");
    const std::string& x = where->inputs[1];
    if (!low || !high || low->inputs.size() != 2 || high->inputs.size() != 2) return {};
    const double words = uses.number(where->inputs[2]);
    const bool fits = low->inputs[0] == x && high->inputs[0] == x && uses.number(low->inputs[1]) == 0 &&
                      uses.number(high->inputs[1]) == words && words >= 0 && words < 1e9;
    if (!fits) return {};
    Pattern pattern{
        {low, high, both, where, cast, &gather}, "Gather", {gather.inputs[0], x}, gather.attributes};
    pattern.attributes["words"].integer = static_cast<std::int64_t>(words);
    return pattern;
}

/// A constant along the second axis of a value of so many axes, behind a norm: the last node of the pattern
/// is then what takes it in.
std::string taken_in_by_channel(Pattern& pattern, std::string_view operation, std::size_t axes,
                                const OnnxUses& uses) {
    OnnxNode* const next = uses.next(*pattern.nodes.back(), operation);
    if (!next || axes < 2) return "";
    const bool behind = next->inputs[0] == pattern.nodes.back()->outputs[0];
    const std::string& other = next->inputs[behind ? 1 : 0];
    const OnnxConstant* const found = uses.constant(other);
    if (!found || !found->values || found->shape.size() + 1 != axes ||
        found->shape[0] != found->values->size())
        return "";
    pattern.nodes.push_back(next);
    return other;
}

/// InstanceNormalization of groups as channels, between two Reshapes, then scales and shifts.
Pattern group_norm_around(OnnxNode& norm, const OnnxUses& uses) {
    if (norm.inputs.size() != 3) return {};
    OnnxNode* const before = uses.before(norm.inputs[0], "Reshape");
    OnnxNode* const behind = uses.next(norm, "Reshape");
    const OnnxConstant *const scale = uses.constant(norm.inputs[1]), *const shift =
                                                                         uses.constant(norm.inputs[2]);
    if (!before || before->inputs.size() != 2 || !behind || !scale || !shift || !scale->values ||
        !shift->values)
        return {};
    const auto all = [](const OnnxConstant& constant, double number) {
        return std::all_of(constant.values->begin(), constant.values->end(),
                           [&](double value) { return value == number; });
    };
    if (!all(*scale, 1) || !all(*shift, 0)) return {};
    const OnnxConstant* const shape_after = uses.constant(behind->inputs[1]);
    Pattern found{{before, &norm, behind}, "GroupNormalization", {before->inputs[0]}, {}};
    if (OnnxNode* const shape = uses.before(behind->inputs[1], "Shape"))
        found.nodes.insert(found.nodes.begin(), shape);
    const std::size_t axes = shape_after ? shape_after->values->size() : 0;
    found.inputs.push_back(taken_in_by_channel(found, "Mul", axes, uses));
    found.inputs.push_back(taken_in_by_channel(found, "Add", axes, uses));
    found.attributes = norm.attributes;
    found.attributes["num_groups"].integer = static_cast<std::int64_t>(scale->values->size());
    if (shape_after) found.attributes["of_shape"].integers = shape_after->integers();
    return found;
}

Pattern pattern_around(OnnxNode& node, const OnnxUses& uses) {
    if (node.operation == "InstanceNormalization") return group_norm_around(node, uses);
    if (node.operation == "Erf") return gelu_around(node, uses);
    if (node.operation == "Abs") return softsign_of(node, uses);
    if (node.operation == "Clip") return hard_sigmoid_around(node, uses);
    if (node.operation == "Gather") return embedding_around(node, uses);
    if (node.operation == "Sqrt") return norm_around(node, uses);
    return {};
}

}  // namespace

void gather_patterns(OnnxGraph& graph) {
    const OnnxUses uses(graph);
    for (OnnxNode& node : graph.nodes) {
        Pattern found = pattern_around(node, uses);
        if (found.nodes.empty()) continue;
        for (OnnxNode* const one : found.nodes) one->operation = "";
        OnnxNode& last = *found.nodes.back();
        last.operation = found.operation;
        last.inputs = std::move(found.inputs);
        last.attributes = std::move(found.attributes);
    }
    std::erase_if(graph.nodes, [](const OnnxNode& node) { return node.operation.empty(); });
}

}  // namespace ctnn_tool
