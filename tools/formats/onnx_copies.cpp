#include "formats/onnx_copies.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace ctnn_tool {

bool repeat_for_each(OnnxGraph& graph, const std::string& value, std::size_t& left) {
    const auto giver = std::find_if(graph.nodes.begin(), graph.nodes.end(), [&](const OnnxNode& node) {
        return node.outputs.size() == 1 && node.outputs[0] == value;
    });
    if (giver == graph.nodes.end()) return false;
    std::vector<OnnxNode> copies;
    bool is_taken = std::find(graph.outputs.begin(), graph.outputs.end(), value) != graph.outputs.end();
    for (OnnxNode& node : graph.nodes)
        for (std::string& input : node.inputs) {
            if (input != value || node.operation == "Shape" || !std::exchange(is_taken, true)) continue;
            if (copies.size() == left) return false;
            copies.push_back(*giver);
            copies.back().outputs[0] = input = value + '/' + std::to_string(left - copies.size());
        }
    left -= copies.size();
    graph.nodes.insert(giver + 1, copies.begin(), copies.end());
    return !copies.empty();
}

}  // namespace ctnn_tool
