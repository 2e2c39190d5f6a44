#include "formats/onnx_heads.hpp"

#include <algorithm>
#include <cmath>

namespace ctnn_tool {
namespace {

using Axes = std::vector<std::int64_t>;

/// The MatMul, and what is added to it, that give this value to so many.
Projection product_of(const std::string& value, std::size_t takers, const OnnxUses& uses) {
    Projection found;
    OnnxNode* const add = uses.before(value, "Add", takers);
    std::string product = value;
    if (add && add->inputs.size() == 2) {
        const std::size_t constant = uses.constant(add->inputs[0]) ? 0 : 1;
        found.bias = uses.constant(add->inputs[constant]);
        product = add->inputs[1 - constant];
        found.nodes.push_back(add);
        if (!found.bias) return {};
    }
    OnnxNode* const multiply = uses.before(product, "MatMul", add ? 1 : takers);
    const OnnxConstant* const weight =
        multiply && multiply->inputs.size() == 2 ? uses.constant(multiply->inputs[1]) : nullptr;
    if (!weight || weight->shape.size() != 2) return {};
    if (found.bias && found.bias->values->size() != weight->shape[1]) return {};
    found.weight = weight;
    found.columns = weight->shape[1];
    found.of = multiply->inputs[0];
    found.nodes.push_back(multiply);
    return found;
}

bool is_last(std::int64_t axis) { return axis == 2 || axis == -1; }

/// A third of what a product gives, by a Split of all.
Projection third_by_split(OnnxNode& split, const std::string& value, const OnnxUses& uses) {
    if (split.inputs.empty() || split.outputs.size() != 3 || !is_last(split.integer("axis", 0))) return {};
    Projection whole = product_of(split.inputs[0], 1, uses);
    if (!whole || whole.columns % 3 != 0) return {};
    const OnnxConstant* const told = split.inputs.size() > 1 ? uses.constant(split.inputs[1]) : nullptr;
    const Axes lengths = told ? told->integers() : split.integers("split", {});
    whole.columns /= 3;
    for (const std::int64_t length : lengths)
        if (length != static_cast<std::int64_t>(whole.columns)) return {};
    const auto own = std::find(split.outputs.begin(), split.outputs.end(), value);
    whole.first = whole.columns * static_cast<std::size_t>(own - split.outputs.begin());
    whole.nodes.push_back(&split);
    return whole;
}

/// The same by one of three Slices.
Projection third_by_slice(OnnxNode& slice, const OnnxUses& uses) {
    if (slice.inputs.size() != 4) return {};
    const std::string& value = slice.inputs[0];
    for (const OnnxNode* const taker : uses.takers(value))
        if (!taker || taker->operation != "Slice") return {};
    Projection whole = product_of(value, 3, uses);
    const OnnxConstant* const axis = uses.numbers(slice.inputs[3]);
    if (!whole || whole.columns % 3 != 0 || !axis || axis->values->size() != 1) return {};
    if (axis->values->front() != 2 && axis->values->front() != -1) return {};
    whole.columns /= 3;
    const OnnxConstant* const start = uses.numbers(slice.inputs[1]);
    const std::size_t end = extent_in(slice.inputs[2], 1, 0, uses);
    whole.first = extent_in(slice.inputs[1], 1, 0, uses);
    const bool begins = start && start->values->size() == 1 && start->values->front() == 0;
    if ((whole.first == 0 && !begins) || whole.first % whole.columns != 0 ||
        end != whole.first + whole.columns)
        return {};
    whole.nodes.push_back(&slice);
    return whole;
}

Projection projection_of(const std::string& value, const OnnxUses& uses) {
    if (OnnxNode* const split = uses.before(value, "Split")) return third_by_split(*split, value, uses);
    if (OnnxNode* const slice = uses.before(value, "Slice")) return third_by_slice(*slice, uses);
    return product_of(value, 1, uses);
}

}  // namespace

double taken_factor(std::string& value, const OnnxUses& uses, std::vector<OnnxNode*>& nodes) {
    for (const std::string_view operation : {"Mul", "Div"}) {
        OnnxNode* const node = uses.before(value, operation);
        if (!node || node->inputs.size() != 2) continue;
        const auto number_of = [&](std::size_t i) {
            const OnnxConstant* const found = uses.numbers(node->inputs[i]);
            return found && found->values->size() == 1 ? found->values->front() : std::nan("");
        };
        const bool behind = operation == "Div" || !std::isnan(number_of(1));
        const double number = number_of(behind ? 1 : 0);
        if (std::isnan(number)) continue;
        value = node->inputs[behind ? 0 : 1];
        nodes.push_back(node);
        return operation == "Div" ? 1 / number : number;
    }
    return 1;
}

std::size_t extent_in(const std::string& value, std::size_t count, std::size_t index, const OnnxUses& uses) {
    const OnnxConstant* const found = uses.numbers(value);
    if (!found || found->values->size() != count) return 0;
    const double extent = (*found->values)[index];
    return extent >= 1 && extent < 1e9 ? static_cast<std::size_t>(extent) : 0;
}

Heads heads_of(std::string value, const Axes& axes, bool folded, const OnnxUses& uses) {
    Heads found;
    found.factor = taken_factor(value, uses, found.nodes);
    OnnxNode* const turn = uses.before(value, "Transpose");
    if (!turn || turn->inputs.size() != 1 || turn->integers("perm", {}) != axes) return {};
    OnnxNode* const reshape = uses.before(turn->inputs[0], "Reshape");
    if (!reshape || reshape->inputs.size() != 2) return {};
    const auto extent = [&](std::size_t i) {
        return extent_in(reshape->inputs[1], folded ? 3 : 4, folded ? i - 1 : i, uses);
    };
    found.projection = projection_of(reshape->inputs[0], uses);
    const std::size_t columns = found.projection.columns, width = extent(3);
    const std::size_t heads = extent(2) == 0 && width != 0 ? columns / width : extent(2);
    if (!found.projection || heads == 0 || heads > columns || columns % heads != 0) return {};
    if (width != 0 && width != columns / heads) return {};
    found.steps = extent(1);
    found.heads = heads;
    found.nodes.push_back(turn), found.nodes.push_back(reshape);
    found.nodes.insert(found.nodes.end(), found.projection.nodes.begin(), found.projection.nodes.end());
    return found;
}

}  // namespace ctnn_tool
