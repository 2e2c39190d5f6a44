#include "model/border.hpp"

#include <algorithm>

#include "model/refusal.hpp"
#include "model/windows.hpp"

namespace ctnn_tool {

BorderPad::BorderPad(const Shape& input, bool reflects, const ctnn::Padding& padding)
    : reflects_(reflects), padding_(padding) {
    if (input.size() != 2 && input.size() != 3)
        throw Refusal("it goes around an image or a sequence, not " + text_of(input));
    const bool along_sequence = input.size() == 2;
    Shape output = input;
    output[input.size() - 2] += padding.left + padding.right;
    if (!along_sequence) output[0] += padding.top + padding.bottom;
    const std::size_t across = std::max(padding.left, padding.right),
                      down = along_sequence ? 0 : std::max(padding.top, padding.bottom);
    if (reflects && (across >= input[input.size() - 2] || down >= input[0]))
        throw Refusal("it reflects more than there is of " + text_of(input));
    place(input, output);
}

std::string BorderPad::declaration() const {
    const std::string name = reflects_ ? "ctnn::ReflectionPad" : "ctnn::ReplicationPad";
    return templated(name + (input().size() == 2 ? "1D" : "2D"), {padding_text(padding_)});
}

std::size_t BorderPad::seen(std::size_t at, std::size_t before, std::size_t extent) const {
    if (at < before) return reflects_ ? before - at : 0;
    const std::size_t inside = at - before;
    if (inside < extent) return inside;
    return reflects_ ? 2 * (extent - 1) - inside : extent - 1;
}

Values BorderPad::run(const Values& x) const {
    const bool along_sequence = input().size() == 2;
    const std::size_t channels = input().back(), columns = input()[input().size() - 2],
                      rows = along_sequence ? 1 : input()[0], wide = output()[output().size() - 2],
                      high = along_sequence ? 1 : output()[0];
    Values y;
    for (std::size_t place = 0; place < high * wide; ++place) {
        const std::size_t r = seen(place / wide, along_sequence ? 0 : padding_.top, rows),
                          c = seen(place % wide, padding_.left, columns);
        const auto pixel = x.begin() + static_cast<std::ptrdiff_t>((r * columns + c) * channels);
        y.insert(y.end(), pixel, pixel + static_cast<std::ptrdiff_t>(channels));
    }
    return y;
}

}  // namespace ctnn_tool
