#include "model/rearranged.hpp"

#include <algorithm>
#include <ctnn/core/sizes.hpp>
#include <numeric>
#include <utility>

#include "model/refusal.hpp"
#include "model/windows.hpp"

namespace ctnn_tool {
namespace {

std::string templated(const std::string& name, const std::vector<std::size_t>& numbers) {
    std::vector<std::string> arguments;
    for (const std::size_t number : numbers) arguments.push_back(std::to_string(number));
    return ctnn_tool::templated(name, arguments);
}

/// An image's rows and columns; a sequence is one row.
struct Grid {
    std::size_t rows, columns, channels;
};
Grid grid_of(const Shape& shape) {
    return {shape.size() == 2 ? 1 : shape[0], shape[shape.size() - 2], shape.back()};
}

/// What edges leave or make of an extent.
std::size_t edged(std::size_t extent, bool adds, std::size_t before, std::size_t after) {
    const std::size_t both = ctnn::detail::size_sum(before, after);
    if (adds) return ctnn::detail::size_sum(extent, both);
    if (both >= extent) throw Refusal("nothing is left of an axis of " + std::to_string(extent));
    return extent - both;
}

}  // namespace

Reshape::Reshape(const Shape& input, const Shape& output) {
    if (size_of(input) != size_of(output) || output.empty())
        throw Refusal("it asks for " + text_of(output) + " of " + text_of(input));
    place(input, output);
}

std::string Reshape::declaration() const {
    return output().size() == 1 ? "ctnn::Flatten" : templated("ctnn::Reshape", output());
}

Permute::Permute(const Shape& input, std::vector<std::size_t> order) : order_(std::move(order)) {
    Shape output;
    std::vector<std::size_t> axes(input.size());
    std::iota(axes.begin(), axes.end(), std::size_t{0});
    if (!std::is_permutation(order_.begin(), order_.end(), axes.begin(), axes.end()))
        throw Refusal("it does not name each axis of " + text_of(input) + " once");
    for (const std::size_t axis : order_) output.push_back(input[axis]);
    place(input, output);
}

std::string Permute::declaration() const { return templated("ctnn::Permute", order_); }

Values Permute::run(const Values& x) const { return permuted({input(), x}, order_).values; }

Edges::Edges(const Shape& input, bool adds, const ctnn::Padding& edges) : adds_(adds), edges_(edges) {
    if (input.size() != 3 && (adds || input.size() != 2))
        throw Refusal("edges of " + text_of(input) + " are not translated");
    Shape output = input;
    const std::size_t across = input.size() - 2;
    output[across] = edged(input[across], adds, edges.left, edges.right);
    if (input.size() == 3) output[0] = edged(input[0], adds, edges.top, edges.bottom);
    place(input, output);
}

std::string Edges::declaration() const {
    const std::string name = adds_ ? "ctnn::ZeroPad" : "ctnn::Cropping";
    return ctnn_tool::templated(name + (input().size() == 2 ? "1D" : "2D"), {padding_text(edges_)});
}

Values Edges::run(const Values& x) const {
    const Grid from = grid_of(input()), to = grid_of(output());
    const Grid least = adds_ ? from : to;
    const std::size_t top = input().size() == 2 ? 0 : edges_.top;
    Values y(size_of(output()), 0);
    for (std::size_t row = 0; row < least.rows; ++row)
        for (std::size_t column = 0; column < least.columns; ++column) {
            const std::size_t inner = row * least.columns + column;
            const std::size_t outer = (row + top) * (adds_ ? to : from).columns + column + edges_.left;
            for (std::size_t c = 0; c < from.channels; ++c)
                y[(adds_ ? outer : inner) * from.channels + c] =
                    x[(adds_ ? inner : outer) * from.channels + c];
        }
    return y;
}

Upsample::Upsample(const Shape& input, ctnn::Size2D factor) : factor_(factor) {
    if (input.size() != 3 || factor.height == 0 || factor.width == 0)
        throw Refusal("making " + text_of(input) + " larger is not translated");
    place(input, {ctnn::detail::size_product(input[0], factor.height),
                  ctnn::detail::size_product(input[1], factor.width), input[2]});
}

std::string Upsample::declaration() const {
    return ctnn_tool::templated("ctnn::Upsample2D", {size_text(factor_)});
}

Values Upsample::run(const Values& x) const {
    const Grid from = grid_of(input()), to = grid_of(output());
    Values y;
    for (std::size_t row = 0; row < to.rows; ++row)
        for (std::size_t column = 0; column < to.columns; ++column)
            for (std::size_t c = 0; c < to.channels; ++c)
                y.push_back(
                    x[(row / factor_.height * from.columns + column / factor_.width) * from.channels + c]);
    return y;
}

}  // namespace ctnn_tool
