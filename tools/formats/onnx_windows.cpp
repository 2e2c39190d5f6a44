#include "formats/onnx_windows.hpp"

#include <ctnn/io/safetensors_header.hpp>
#include <string>

#include "model/refusal.hpp"

namespace ctnn_tool {

using ctnn::detail::in_quotes;

std::size_t positive(std::int64_t number, const char* name) {
    if (number < 0 || number > 0xFFFFFFFF) throw Refusal(std::string(name) + " " + std::to_string(number));
    return static_cast<std::size_t>(number);
}

ctnn::Size2D size_of_attribute(const OnnxNode& node, const char* name, std::size_t otherwise) {
    const std::vector<std::int64_t> numbers = node.integers(name, {});
    if (numbers.empty()) return otherwise;
    if (numbers.size() > 2) throw Refusal(in_quotes(name) + " of three axes is not translated");
    return {positive(numbers.front(), name), positive(numbers.back(), name)};
}

ctnn::Padding padding_of(const OnnxNode& node, std::size_t reach, const std::vector<std::size_t>& more) {
    const std::string_view how = node.text("auto_pad", "NOTSET");
    if (more.empty() && how == "SAME_UPPER") return ctnn::same;
    if (how != "NOTSET" && how != "VALID") throw Refusal("auto_pad " + in_quotes(how) + " is not translated");
    std::vector<std::size_t> pads;
    for (const std::int64_t pad : node.integers("pads", {})) pads.push_back(positive(pad, "pads"));
    if (pads.empty()) pads.assign(more.empty() ? 4 : more.size(), 0);
    for (std::size_t i = 0; i < more.size() && i < pads.size(); ++i) pads[i] += more[i];
    if (pads.size() == 2) {
        if (pads[0] > 0 && pads[0] + 1 == reach && pads[1] == 0) return ctnn::causal;
        return {ctnn::Padding::Kind::given, 0, 0, pads[0], pads[1]};
    }
    if (pads.size() != 4) throw Refusal("\"pads\" of three axes is not translated");
    return {ctnn::Padding::Kind::given, pads[0], pads[2], pads[1], pads[3]};
}

}  // namespace ctnn_tool
