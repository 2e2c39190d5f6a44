#include "formats/onnx_constants.hpp"

#include <algorithm>
#include <ctnn/core/sizes.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <utility>

#include "formats/onnx_elementwise.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

/// An attribute in older versions, the second input in newer ones.
std::vector<std::int64_t> axes_of(const OnnxNode& node, const std::vector<OnnxConstant>& inputs) {
    return inputs.size() > 1 ? inputs[1].integers() : node.integers("axes", {});
}

OnnxConstant transposed(const OnnxNode& node, const OnnxConstant& from) {
    const std::size_t rank = from.shape.size();
    std::vector<std::size_t> order;
    for (const std::int64_t axis : node.integers("perm", {})) order.push_back(axis_of(axis, rank));
    if (order.empty())
        for (std::size_t axis = rank; axis-- > 0;) order.push_back(axis);
    std::vector<std::size_t> all = order;
    std::sort(all.begin(), all.end());
    for (std::size_t axis = 0; axis < rank; ++axis)
        if (all.size() != rank || all[axis] != axis) throw Refusal("\"perm\" is no order of the axes");
    Tensor to = permuted({from.shape, *from.values}, order);
    return {std::move(to.shape), std::make_shared<const Values>(std::move(to.values))};
}

OnnxConstant joined(const OnnxNode& node, const std::vector<OnnxConstant>& inputs) {
    const std::size_t rank = inputs[0].shape.size();
    if (rank == 0) throw Refusal("Concat of constants that have no axes");
    const std::size_t axis = axis_of(node.integer("axis", 0), rank);
    OnnxConstant all{inputs[0].shape, nullptr};
    all.shape[axis] = 0;
    std::size_t outer = 1;
    for (std::size_t i = 0; i < axis; ++i) outer *= all.shape[i];
    for (const OnnxConstant& input : inputs) {
        Shape others = input.shape;
        if (others.size() == rank) others[axis] = 0;
        Shape own = all.shape;
        own[axis] = 0;
        if (others != own) throw Refusal("Concat of constants that do not fit");
        all.shape[axis] += input.shape[axis];
    }
    Values values;
    for (std::size_t block = 0; block < outer; ++block)
        for (const OnnxConstant& input : inputs) {
            const std::size_t width = input.values->size() / std::max<std::size_t>(outer, 1);
            const auto first = input.values->begin() + static_cast<std::ptrdiff_t>(block * width);
            values.insert(values.end(), first, first + static_cast<std::ptrdiff_t>(width));
        }
    all.values = std::make_shared<const Values>(std::move(values));
    return all;
}

OnnxConstant gathered(const OnnxNode& node, const OnnxConstant& from, const OnnxConstant& indices) {
    if (from.shape.size() != 1 || axis_of(node.integer("axis", 0), 1) != 0)
        throw Refusal("Gather of constants that are no rows is not translated");
    Values found;
    for (const std::int64_t index : indices.integers())
        found.push_back((*from.values)[axis_of(index, from.values->size())]);
    return {indices.shape, std::make_shared<const Values>(std::move(found))};
}

OnnxConstant filled_shape(const OnnxNode& node, const OnnxConstant& wanted) {
    constexpr std::size_t most = std::size_t{1} << 20;
    Shape shape;
    for (const std::int64_t extent : wanted.integers()) {
        if (extent < 0) throw Refusal("an extent below 0");
        shape.push_back(static_cast<std::size_t>(extent));
    }
    if (size_of(shape) > most) throw Refusal("a constant of " + text_of(shape) + " is too large");
    double value = 0;
    if (const auto told = node.attributes.find("value"); told != node.attributes.end()) {
        const OnnxConstant one = read_onnx_tensor(told->second.tensor);
        if (one.values->size() != 1) throw Refusal("\"value\" is not one number");
        value = one.values->front();
    }
    return {shape, std::make_shared<const Values>(size_of(shape), value)};
}

/// Every `step`-th row of an axis, from `start` up to but not including `end`.
OnnxConstant sliced(const OnnxConstant& from, std::size_t axis, std::int64_t start, std::int64_t end,
                    std::int64_t step) {
    if (step == 0) throw Refusal("a step of 0");
    const auto extent = static_cast<std::int64_t>(from.shape[axis]);
    const std::int64_t least = step > 0 ? 0 : -1, most = step > 0 ? extent : extent - 1;
    start = std::clamp(start < 0 ? start + extent : start, step > 0 ? std::int64_t{0} : least, most);
    end = std::clamp(end < 0 ? end + extent : end, least, extent);
    std::size_t inner = 1, outer = 1;
    for (std::size_t i = axis + 1; i < from.shape.size(); ++i) inner *= from.shape[i];
    for (std::size_t i = 0; i < axis; ++i) outer *= from.shape[i];
    Values values;
    Shape shape = from.shape;
    shape[axis] = 0;
    for (std::int64_t row = start; step > 0 ? row < end : row > end; row += step) ++shape[axis];
    for (std::size_t block = 0; block < outer; ++block)
        for (std::int64_t row = start; step > 0 ? row < end : row > end; row += step) {
            const std::size_t at = (block * from.shape[axis] + static_cast<std::size_t>(row)) * inner;
            for (std::size_t i = 0; i < inner; ++i) values.push_back((*from.values)[at + i]);
        }
    return {std::move(shape), std::make_shared<const Values>(std::move(values))};
}

OnnxConstant sliced(const std::vector<OnnxConstant>& inputs) {
    const std::vector<std::int64_t> starts = inputs[1].integers(), ends = inputs[2].integers();
    std::vector<std::int64_t> axes, steps(starts.size(), 1);
    for (std::size_t i = 0; i < starts.size(); ++i) axes.push_back(static_cast<std::int64_t>(i));
    if (inputs.size() > 3) axes = inputs[3].integers();
    if (inputs.size() > 4) steps = inputs[4].integers();
    if (ends.size() != starts.size() || axes.size() != starts.size() || steps.size() != starts.size())
        throw Refusal("a Slice of different counts");
    if (inputs[0].values->empty()) throw Refusal("a Slice of nothing");
    OnnxConstant found = inputs[0];
    for (std::size_t i = 0; i < starts.size(); ++i)
        found = sliced(found, axis_of(axes[i], found.shape.size()), starts[i], ends[i], steps[i]);
    return found;
}

Shape squeezed(const Shape& from, const std::vector<std::int64_t>& axes) {
    std::vector<bool> gone(from.size(), axes.empty());
    for (const std::int64_t axis : axes) gone[axis_of(axis, from.size())] = true;
    Shape to;
    for (std::size_t axis = 0; axis < from.size(); ++axis)
        if (!gone[axis] || from[axis] != 1) to.push_back(from[axis]);
    return to;
}

Shape unsqueezed(const Shape& from, const std::vector<std::int64_t>& axes) {
    const std::size_t rank = from.size() + axes.size();
    std::vector<bool> added(rank, false);
    for (const std::int64_t axis : axes) added[axis_of(axis, rank)] = true;
    Shape to;
    std::size_t next = 0;
    for (std::size_t axis = 0; axis < rank; ++axis) {
        if (!added[axis] && next == from.size()) throw Refusal("an axis is added twice");
        to.push_back(added[axis] ? 1 : from[next++]);
    }
    return to;
}

}  // namespace

std::size_t axis_of(std::int64_t axis, std::size_t rank) {
    const std::int64_t from_front = axis < 0 ? axis + static_cast<std::int64_t>(rank) : axis;
    if (from_front < 0 || from_front >= static_cast<std::int64_t>(rank))
        throw Refusal("there is no axis " + std::to_string(axis));
    return static_cast<std::size_t>(from_front);
}

Shape part_of(const Shape& shape, const OnnxNode& node) {
    const auto rank = static_cast<std::int64_t>(shape.size());
    const auto within = [&](std::int64_t axis) {
        return std::clamp<std::int64_t>(axis < 0 ? axis + rank : axis, 0, rank);
    };
    const std::int64_t start = within(node.integer("start", 0)), end = within(node.integer("end", rank));
    return start < end ? Shape(shape.begin() + start, shape.begin() + end) : Shape{};
}

Shape reshaped(const Shape& from, const std::vector<std::int64_t>& wanted) {
    Shape to;
    std::size_t known = 1;
    bool open = false;
    for (std::size_t axis = 0; axis < wanted.size(); ++axis) {
        std::int64_t extent = wanted[axis];
        if (extent == 0) extent = axis < from.size() ? static_cast<std::int64_t>(from[axis]) : 0;
        if (extent < -1 || (extent == -1 && std::exchange(open, true)))
            throw Refusal("it asks for a shape that there is not");
        to.push_back(static_cast<std::size_t>(extent));
        if (extent >= 0) known = ctnn::detail::size_product(known, static_cast<std::size_t>(extent));
    }
    const std::size_t all = size_of(from);
    if (open && known > 0)
        for (std::size_t& extent : to)
            if (extent == static_cast<std::size_t>(-1)) extent = all / known;
    if (size_of(to) != all) throw Refusal("it asks for " + text_of(to) + " of " + text_of(from));
    return to;
}

namespace {

OnnxConstant constant_of(const OnnxNode& node) {
    if (const auto value = node.attributes.find("value"); value != node.attributes.end())
        return read_onnx_tensor(value->second.tensor);
    const auto one = [](double number, bool is_whole) {
        return OnnxConstant{{}, std::make_shared<const Values>(1, number), is_whole};
    };
    if (node.attributes.contains("value_float")) return one(node.real("value_float", 0), false);
    if (node.attributes.contains("value_int"))
        return one(static_cast<double>(node.integer("value_int", 0)), true);
    if (!node.attributes.contains("value_ints")) throw Refusal("a Constant of this kind is not translated");
    const std::vector<std::int64_t> own = node.integers("value_ints", {});
    return {{own.size()}, std::make_shared<const Values>(own.begin(), own.end()), true};
}

OnnxConstant cast(const OnnxNode& node, const OnnxConstant& from) {
    const std::int64_t to = node.integer("to", 0);
    if (to != 6 && to != 7) return {from.shape, from.values};
    return elementwise(from, {}, elementwise_named("Trunc", false));
}

OnnxConstant made(const OnnxNode& node, const std::vector<OnnxConstant>& inputs) {
    const auto has = [&](std::size_t count) {
        if (inputs.size() < count) throw Refusal("it lacks an input");
        return true;
    };
    const std::string_view operation = node.operation;
    if (operation == "Constant") return constant_of(node);
    if ((operation == "Identity" || operation == "Dropout") && has(1)) return inputs[0];
    if (operation == "Cast" && has(1)) return cast(node, inputs[0]);
    if (operation == "Shape" && has(1)) {
        const Shape shape = part_of(inputs[0].shape, node);
        return {{shape.size()}, std::make_shared<const Values>(shape.begin(), shape.end())};
    }
    if (operation == "Reshape" && has(2))
        return {reshaped(inputs[0].shape, inputs[1].integers()), inputs[0].values};
    if (operation == "Squeeze" && has(1))
        return {squeezed(inputs[0].shape, axes_of(node, inputs)), inputs[0].values};
    if (operation == "Unsqueeze" && has(1))
        return {unsqueezed(inputs[0].shape, axes_of(node, inputs)), inputs[0].values};
    if (operation == "Transpose" && has(1)) return transposed(node, inputs[0]);
    if (operation == "Concat" && has(1)) return joined(node, inputs);
    if (operation == "Gather" && has(2)) return gathered(node, inputs[0], inputs[1]);
    if (operation == "ConstantOfShape" && has(1)) return filled_shape(node, inputs[0]);
    if (operation == "Expand" && has(2)) return expanded(inputs[0], inputs[1]);
    if (operation == "Slice" && has(3)) return sliced(inputs);
    if (operation == "Where" && has(3)) return chosen(inputs);
    if (operation == "Range" && has(3)) return range(inputs);
    const bool of_integers = !inputs.empty() && inputs[0].is_whole && inputs.back().is_whole;
    if (const Elementwise of = elementwise_named(operation, of_integers); of && has(1))
        return elementwise(inputs[0], inputs.size() > 1 ? inputs[1] : OnnxConstant{}, of);
    throw Refusal("operator " + std::string(operation) + " of constants is not translated");
}

}  // namespace

OnnxConstant folded(const OnnxNode& node, const std::vector<OnnxConstant>& inputs) {
    OnnxConstant found = made(node, inputs);
    const std::int64_t to = node.integer("to", 0);
    if (node.operation == "Shape")
        found.is_whole = true;
    else if (node.operation == "Cast")
        found.is_whole = to == 6 || to == 7;
    else if (node.operation != "Constant" && node.operation != "ConstantOfShape" && !inputs.empty())
        found.is_whole = inputs.back().is_whole && (inputs[0].is_whole || node.operation == "Where");
    return found;
}

void fold_constants(OnnxGraph& graph) {
    constexpr std::size_t most_made = std::size_t{1} << 20;  // besides what the file holds
    std::size_t made = 0;
    const auto fold = [&](const OnnxNode& node) {
        if (node.outputs.size() != 1 || graph.constants.contains(node.outputs[0])) return false;
        std::vector<OnnxConstant> inputs;
        for (const std::string& input : node.inputs) {
            const auto at = graph.constants.find(input);
            if (at == graph.constants.end() || made > most_made) return false;
            inputs.push_back(at->second);
        }
        try {
            OnnxConstant one = folded(node, inputs);
            if (node.operation != "Constant") made += one.values->size();
            graph.constants.emplace(node.outputs[0], std::move(one));
            return true;
        } catch (const Refusal&) {
            return false;  // whoever takes it says where
        }
    };
    std::vector<OnnxNode> left;
    for (OnnxNode& node : graph.nodes)
        if (!fold(node)) left.push_back(std::move(node));
    graph.nodes = std::move(left);
}

}  // namespace ctnn_tool
