#include "formats/onnx_windows.hpp"

#include <algorithm>
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

namespace {

struct AxisPadding {
    std::size_t before, after;
};

/// Rows and columns of what `of` says of one axis; a sequence has no rows.
template <class F>
ctnn::Padding padding_by_axis(const Shape& input, ctnn::Size2D window, ctnn::Size2D stride, const F& of) {
    if (stride.height == 0 || stride.width == 0) throw Refusal("a stride of 0");
    const std::size_t columns = input[input.size() - 2];
    const AxisPadding across = of(columns, window.width, stride.width, true);
    const AxisPadding down =
        input.size() == 2 ? AxisPadding{0, 0} : of(input[0], window.height, stride.height, false);
    return {ctnn::Padding::Kind::given, down.before, down.after, across.before, across.after};
}

}  // namespace

ctnn::Padding padding_below(const Shape& input, ctnn::Size2D window, ctnn::Size2D stride) {
    return padding_by_axis(
        input, window, stride, [](std::size_t in, std::size_t reach, std::size_t step, bool) {
            const std::size_t needed = (in - 1) / step * step + reach, zeros = needed > in ? needed - in : 0;
            return AxisPadding{zeros - zeros / 2, zeros / 2};
        });
}

ctnn::Padding padding_to_end(const Shape& input, ctnn::Size2D window, ctnn::Size2D stride,
                             ctnn::Padding padding) {
    if (padding.kind != ctnn::Padding::Kind::given) return padding;
    return padding_by_axis(
        input, window, stride, [&](std::size_t in, std::size_t reach, std::size_t step, bool across) {
            const std::size_t before = across ? padding.left : padding.top,
                              after = across ? padding.right : padding.bottom, whole = in + before + after;
            if (reach > whole) return AxisPadding{before, after};
            const std::size_t last =
                (whole - reach + step - 1) / step * step;  // where the last window begins
            if (last >= in + before) throw Refusal("a pool whose last window has nothing of its input");
            return AxisPadding{before, std::max(after, last + reach - std::min(last + reach, in + before))};
        });
}

}  // namespace ctnn_tool
