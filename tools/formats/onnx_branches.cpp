#include "formats/onnx_branches.hpp"

#include <algorithm>
#include <utility>

#include "formats/onnx_windows.hpp"
#include "model/joined.hpp"

namespace ctnn_tool {
namespace {

/// Rows one behind the other, each in its own order.
void join_rows(std::vector<OnnxBranch>& taken, OnnxBranch& behind) {
    Flattened rows;
    std::vector<std::vector<LayerPointer>> branches;
    for (OnnxBranch& branch : taken) {
        branch.chain.become_row();
        rows.append(branch.chain.flattened());
        branches.push_back(branch.chain.take_layers());
    }
    LayerPointer layer = joined(Join::concatenation, behind.chain.ours(), std::move(branches));
    behind.chain.join_rows(std::move(layer), std::move(rows));
}

void join_alike(Join how, std::vector<OnnxBranch>& taken, std::int64_t axis, OnnxBranch& behind) {
    const bool concatenates = how == Join::concatenation;
    if (concatenates)
        for (OnnxBranch& branch : taken) branch.chain.bring_last(axis);
    const auto is_less = [](const OnnxBranch& a, const OnnxBranch& b) {
        return size_of(a.chain.ours()) < size_of(b.chain.ours());
    };
    OnnxChain& first = std::max_element(taken.begin(), taken.end(), is_less)->chain;
    const bool is_spread =
        size_of(std::min_element(taken.begin(), taken.end(), is_less)->chain.ours()) < size_of(first.ours());
    if (!concatenates && is_spread && first.ours().size() == 3) first.pixels();
    for (OnnxBranch& branch : taken) branch.chain.join_with(first, concatenates, axis);
    std::vector<std::vector<LayerPointer>> branches;
    for (OnnxBranch& branch : taken) branches.push_back(branch.chain.take_layers());
    behind.chain.join(joined(how, behind.chain.ours(), std::move(branches)), first);
}

}  // namespace

void OnnxBranch::settle() {
    if (!pads.empty()) chain.zeros(padding_of({}, 0, std::exchange(pads, {})));
}

void join_onnx(OnnxBranches& branches, Join how, const std::vector<std::string>& values, std::int64_t axis,
               const std::string& to, bool subtracts) {
    const bool concatenates = how == Join::concatenation;
    branches.join(values, !concatenates, to, [&](std::vector<OnnxBranch>& taken, OnnxBranch& behind) {
        if (subtracts) taken.back().chain.affine(-1, 0);
        const bool has_rows =
            concatenates && (axis == 1 || axis == -1) &&
            std::any_of(taken.begin(), taken.end(), [](const auto& one) { return one.chain.ends_in_row(); });
        if (has_rows)
            join_rows(taken, behind);
        else
            join_alike(how, taken, axis, behind);
    });
}

}  // namespace ctnn_tool
