#include "formats/keras_joins.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "formats/keras_layers.hpp"
#include "model/broadcast.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

constexpr std::array<std::string_view, 8> joins{"Add",     "Subtract", "Multiply", "Average",
                                                "Maximum", "Minimum",  "Dot",      "Concatenate"};

/// Which of a sample's axes a Concatenate goes along.
std::size_t axis_of(const KerasLayer& layer, std::size_t axes) {
    const double told = layer.number("axis", -1);  // with that of the batch
    const auto rank = static_cast<double>(axes);
    for (std::size_t axis = 0; axis < axes; ++axis)
        if (const auto own = static_cast<double>(axis); told == own + 1 || told == own - rank) return axis;
    throw Refusal("another \"axis\" than one of its " + std::to_string(axes) + " is not translated");
}

void join_values(Join how, const KerasLayer& layer, std::vector<ChainBranch>& taken, ChainBranch& behind) {
    std::vector<Shape> shapes;
    for (const ChainBranch& branch : taken) shapes.push_back(branch.shape());
    const Shape all = broadcast_shape(shapes);
    for (const ChainBranch& branch : taken) {
        if (branch.shape().size() != all.size() && layer.is_operation())
            throw Refusal("what it joins is of several numbers of axes: not translated");
        layer.arrays().make(branch.shape() == all ? 0 : all.back());
    }
    add_joined(how, all, taken, behind);
}

}  // namespace

bool is_keras_join(const std::string& kind) {
    return std::find(joins.begin(), joins.end(), kind) != joins.end();
}

void join_keras(ChainBranches& branches, const KerasLayer& layer, const std::string& kind,
                const std::vector<std::string>& from, const std::string& to) {
    const bool averages = kind == "Average", subtracts = kind == "Subtract";
    const auto with = [&](Join how) {
        return [&, how](std::vector<ChainBranch>& taken, ChainBranch& behind) {
            if (subtracts) add_affine(taken.back().chain, layer.arrays(), -1, 0);
            join_values(how, layer, taken, behind);
        };
    };
    if (from.size() < 2) throw Refusal("it joins one value: not translated");
    layer.require_known_names();
    if (subtracts && from.size() != 2) throw Refusal("it subtracts of three values: not translated");
    if (kind == "Concatenate") {
        branches.join(from, false, to, [&](std::vector<ChainBranch>& taken, ChainBranch& behind) {
            add_concatenated(axis_of(layer, taken[0].shape().size()), taken, behind);
        });
    } else if (kind == "Multiply") {
        branches.join(from, true, to, with(Join::product));
    } else if (kind == "Add" || subtracts) {
        branches.join(from, true, to, with(Join::sum));
    } else if (averages) {
        const std::string sum = to + "\nsum";
        branches.join(from, true, sum, with(Join::sum));
        ChainBranch whole = branches.take(sum);
        add_affine(whole.chain, layer.arrays(), 1 / static_cast<double>(from.size()), 0);
        branches.put(to, std::move(whole));
    } else {
        throw Refusal("values joined by a " + kind + " are not translated");
    }
}

}  // namespace ctnn_tool
