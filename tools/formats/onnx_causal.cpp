#include "formats/onnx_causal.hpp"

#include <algorithm>
#include <ctnn/core/sizes.hpp>
#include <limits>
#include <utility>

namespace ctnn_tool {
namespace {

/// An input in newer versions, an attribute in older ones; nothing where it is computed.
std::optional<std::vector<std::int64_t>> told(const OnnxNode& node, const OnnxUses& uses, std::size_t input,
                                              const char* attribute) {
    if (node.inputs.size() <= input || node.inputs[input].empty()) return node.integers(attribute, {});
    const OnnxConstant* const found = uses.numbers(node.inputs[input]);
    const bool are_known = found && std::none_of(found->values->begin(), found->values->end(),
                                                 [](double value) { return value != value; });
    return are_known ? std::optional(found->integers()) : std::nullopt;
}

constexpr std::int64_t most_steps = std::numeric_limits<std::int32_t>::max();

/// Zeros before and behind a sequence.
struct Around {
    std::int64_t before = 0, behind = 0;

    bool are_sizes() const {
        return before >= 0 && before <= most_steps && behind >= 0 && behind <= most_steps;
    }
};

/// How many steps a Slice cuts off the end of a sequence, and nothing else.
std::optional<std::int64_t> cut_behind(const OnnxNode& slice, const OnnxUses& uses) {
    const std::optional<std::vector<OnnxCut>> cuts = cuts_of(slice, uses);
    std::int64_t behind = 0;
    if (!cuts) return std::nullopt;
    for (const OnnxCut& cut : *cuts) {
        if (cut.leaves_all()) continue;
        if ((cut.axis != 2 && cut.axis != -1) || cut.start != 0 || cut.end >= 0 || cut.end < -most_steps)
            return std::nullopt;
        behind -= cut.end;
    }
    return behind;
}

std::optional<Around> zeros_of(const OnnxNode& pad, const OnnxUses& uses) {
    const std::optional<std::vector<std::int64_t>> pads = told(pad, uses, 1, "pads");
    const bool has_value = pad.inputs.size() > 2 && !pad.inputs[2].empty();
    const double value = has_value ? uses.number(pad.inputs[2]) : pad.real("value", 0);
    if (pad.text("mode", "constant") != "constant" || value != 0 || pad.inputs.size() > 3 || !pads ||
        pads->size() != 6)
        return std::nullopt;
    for (const std::size_t other : {0u, 1u, 3u, 4u})
        if ((*pads)[other] != 0) return std::nullopt;
    const Around found{(*pads)[2], (*pads)[5]};
    return found.are_sizes() ? std::optional(found) : std::nullopt;
}

/// The convolution alone, and the zeros that it has itself.
std::optional<OnnxCausal> convolution_of(const OnnxNode& conv, const OnnxUses& uses, Around& zeros) {
    if (conv.operation != "Conv" || conv.inputs.size() < 2 || conv.integer("group", 1) != 1)
        return std::nullopt;
    const std::string_view how = conv.text("auto_pad", "NOTSET");
    const auto strides = conv.integers("strides", {1}), dilations = conv.integers("dilations", {1}),
               pads = conv.integers("pads", {0, 0});
    if ((how != "NOTSET" && how != "VALID") || strides != std::vector<std::int64_t>{1} ||
        dilations.size() != 1 || dilations[0] < 1 || pads.size() != 2)
        return std::nullopt;
    OnnxCausal found{conv.inputs[0], uses.constant(conv.inputs[1]), nullptr, {}, {}};
    const bool has_bias = conv.inputs.size() > 2 && !conv.inputs[2].empty();
    if (has_bias) found.bias = uses.constant(conv.inputs[2]);
    if (!found.weight || found.weight->shape.size() != 3 || found.weight->values->empty() ||
        (has_bias && (!found.bias || found.bias->shape != Shape{found.filters()})))
        return std::nullopt;
    found.kernel = {found.weight->shape[2], static_cast<std::size_t>(dilations[0])};
    zeros = {pads[0], pads[1]};
    return zeros.are_sizes() ? std::optional(std::move(found)) : std::nullopt;
}

}  // namespace

bool OnnxCut::leaves_all() const { return start == 0 && end >= most_steps; }

std::optional<std::vector<OnnxCut>> cuts_of(const OnnxNode& slice, const OnnxUses& uses) {
    const auto starts = told(slice, uses, 1, "starts"), ends = told(slice, uses, 2, "ends"),
               steps = told(slice, uses, 4, "");
    auto axes = told(slice, uses, 3, "axes");
    if (!starts || !ends || !axes || !steps) return std::nullopt;
    if (axes->empty())
        for (std::size_t i = 0; i < starts->size(); ++i) axes->push_back(static_cast<std::int64_t>(i));
    if (ends->size() != starts->size() || axes->size() != starts->size() ||
        std::any_of(steps->begin(), steps->end(), [](std::int64_t step) { return step != 1; }))
        return std::nullopt;
    std::vector<OnnxCut> cuts;
    for (std::size_t i = 0; i < starts->size(); ++i) cuts.push_back({(*axes)[i], (*starts)[i], (*ends)[i]});
    return cuts;
}

Tensor OnnxCausal::ordered_weight() const { return permuted({weight->shape, *weight->values}, {2, 1, 0}); }

Values OnnxCausal::biases() const { return bias ? *bias->values : Values(filters(), 0); }

std::optional<OnnxCausal> causal_before(const std::string& value, const OnnxUses& uses) {
    std::vector<OnnxNode*> nodes;
    std::int64_t cut = 0;
    OnnxNode* node = uses.giver(value);
    for (; node && node->operation == "Slice" && nodes.size() < 4; node = uses.giver(node->inputs[0])) {
        const std::optional<std::int64_t> own = node->inputs.empty() ? std::nullopt : cut_behind(*node, uses);
        if (!own) return std::nullopt;
        cut += *own;
        nodes.push_back(node);
    }
    Around zeros;
    std::optional<OnnxCausal> found = node ? convolution_of(*node, uses, zeros) : std::nullopt;
    if (!found) return std::nullopt;
    nodes.push_back(node);
    OnnxNode* const pad = uses.giver(found->input);
    if (pad && pad->operation == "Pad" && !pad->inputs.empty()) {
        if (const std::optional<Around> more = zeros_of(*pad, uses)) {
            zeros = {zeros.before + more->before, zeros.behind + more->behind};
            nodes.push_back(pad);
            found->input = pad->inputs[0];
        }
    }
    const std::size_t reach = ctnn::detail::size_product(found->kernel.kernel - 1, found->kernel.dilation);
    if (zeros.behind != cut || static_cast<std::size_t>(zeros.before) != reach) return std::nullopt;
    found->nodes = std::move(nodes);
    return found;
}

}  // namespace ctnn_tool
