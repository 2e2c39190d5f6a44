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

/// Where an index of a larger axis lies between two of a smaller one.
struct Between {
    std::size_t first = 0, later = 0;
    double nearness = 0;

    Between(std::size_t at, std::size_t in, std::size_t out, bool corners) {
        const auto of = [](std::size_t number) { return static_cast<double>(number); };
        const double place = corners ? of(at) * of(in - 1) / std::max(of(out) - 1, 1.0)
                                     : std::max((of(at) + 0.5) * of(in) / of(out) - 0.5, 0.0);
        first = static_cast<std::size_t>(place);
        later = std::min(first + 1, in - 1);
        nearness = place - of(first);
    }
};

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

Upsample::Upsample(const Shape& input, ctnn::Size2D factor, ctnn::Interpolation mode)
    : factor_(factor), mode_(mode) {
    if (input.size() != 3 || factor.height == 0 || factor.width == 0)
        throw Refusal("making " + text_of(input) + " larger is not translated");
    place(input, {ctnn::detail::size_product(input[0], factor.height),
                  ctnn::detail::size_product(input[1], factor.width), input[2]});
}

std::string Upsample::declaration() const {
    if (mode_ == ctnn::Interpolation::nearest)
        return ctnn_tool::templated("ctnn::Upsample2D", {size_text(factor_)});
    return ctnn_tool::templated("ctnn::Upsample2D", {size_text(factor_), ctnn::detail::source_of(mode_)});
}

Values Upsample::run(const Values& x) const {
    const Grid from = grid_of(input()), to = grid_of(output());
    Values y;
    if (mode_ != ctnn::Interpolation::nearest) {
        const bool corners = mode_ == ctnn::Interpolation::bilinear_corners;
        for (std::size_t row = 0; row < to.rows; ++row)
            for (std::size_t column = 0; column < to.columns; ++column) {
                const Between down(row, from.rows, to.rows, corners),
                    along(column, from.columns, to.columns, corners);
                for (std::size_t c = 0; c < from.channels; ++c) {
                    const auto at = [&](std::size_t i) {
                        const double* const pixels = x.data() + i * from.columns * from.channels + c;
                        return pixels[along.first * from.channels] * (1 - along.nearness) +
                               pixels[along.later * from.channels] * along.nearness;
                    };
                    y.push_back(at(down.first) * (1 - down.nearness) + at(down.later) * down.nearness);
                }
            }
        return y;
    }
    for (std::size_t row = 0; row < to.rows; ++row)
        for (std::size_t column = 0; column < to.columns; ++column)
            for (std::size_t c = 0; c < to.channels; ++c)
                y.push_back(
                    x[(row / factor_.height * from.columns + column / factor_.width) * from.channels + c]);
    return y;
}

Slice::Slice(const Shape& input, std::size_t axis, std::size_t from, std::size_t to, std::size_t step)
    : axis_(axis), from_(from), to_(to), step_(step) {
    Shape output = input;
    output[axis] = (to - from - 1) / step + 1;
    place(input, output);
}

std::string Slice::declaration() const {
    return templated("ctnn::Slice", std::vector<std::size_t>{axis_, from_, to_, step_});
}

Values Slice::run(const Values& x) const {
    std::size_t inner = 1;
    for (std::size_t i = axis_ + 1; i < input().size(); ++i) inner *= input()[i];
    const std::size_t extent = input()[axis_] * inner;
    Values y;
    for (std::size_t first = 0; first < x.size(); first += extent)
        for (std::size_t at = from_; at < to_; at += step_)
            for (std::size_t i = 0; i < inner; ++i) y.push_back(x[first + at * inner + i]);
    return y;
}

JoinedAxis::JoinedAxis(const Shape& input, std::size_t axis, Join join) : axis_(axis), join_(join) {
    Shape output;
    for (std::size_t i = 0; i < input.size(); ++i)
        if (i != axis) output.push_back(input[i]);
    if (output.empty()) output.push_back(1);
    place(input, output);
}

std::string JoinedAxis::declaration() const {
    constexpr const char* names[]{"ctnn::SumOver", "ctnn::MeanOver", "ctnn::MaxOver", "ctnn::MinOver"};
    return templated(names[static_cast<std::size_t>(join_)], std::vector<std::size_t>{axis_});
}

Values JoinedAxis::run(const Values& x) const {
    std::size_t inner = 1;
    for (std::size_t i = axis_ + 1; i < input().size(); ++i) inner *= input()[i];
    const std::size_t extent = input()[axis_];
    Values y;
    for (std::size_t first = 0; first < x.size(); first += extent * inner)
        for (std::size_t i = 0; i < inner; ++i) {
            double all = x[first + i];
            for (std::size_t s = 1; s < extent; ++s) {
                const double value = x[first + s * inner + i];
                if (join_ == Join::greatest)
                    all = std::max(all, value);
                else if (join_ == Join::least)
                    all = std::min(all, value);
                else
                    all += value;
            }
            y.push_back(join_ == Join::mean ? all / static_cast<double>(extent) : all);
        }
    return y;
}

}  // namespace ctnn_tool
