#include "model/moved.hpp"

#include <algorithm>
#include <ctnn/core/sizes.hpp>
#include <memory>
#include <utility>

#include "model/model.hpp"
#include "model/refusal.hpp"
#include "model/windows.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::size_product, ctnn::detail::size_sum;

void require_image(const char* what, const Shape& input) {
    if (input.size() != 3) throw Refusal(std::string(what) + " takes an image, not " + text_of(input));
}

std::vector<std::string> texts_of(const Shape& shape) {
    std::vector<std::string> texts;
    for (const std::size_t extent : shape) texts.push_back(std::to_string(extent));
    return texts;
}

}  // namespace

Moved::Moved(std::string declaration, const Shape& input, const Shape& output)
    : declaration_(std::move(declaration)) {
    if (size_of(output) == 0 || size_of(output) > Model::most_values)
        throw Refusal("an output of " + text_of(output) + " has no values, or more than " +
                      std::to_string(Model::most_values));
    place(input, output);
}

template <class Source>
LayerPointer Moved::made(std::string declaration, const Shape& input, const Shape& output, Source source) {
    std::unique_ptr<Moved> layer(new Moved(std::move(declaration), input, output));
    Shape index(output.size(), 0);
    for (std::size_t left = size_of(output); left > 0; --left) {
        layer->from_.push_back(source(index));
        for (std::size_t axis = index.size(); axis-- > 0;) {
            if (++index[axis] < output[axis]) break;
            index[axis] = 0;
        }
    }
    return layer;
}

Values Moved::run(const Values& x) const {
    Values y;
    for (const std::size_t from : from_) y.push_back(from == nowhere ? 0 : x[from]);
    return y;
}

LayerPointer Moved::flattened(const Shape& input) {
    std::size_t next = 0;
    return made("ctnn::Flatten", input, {size_of(input)}, [&](const Shape&) { return next++; });
}

LayerPointer Moved::reshaped(const Shape& input, const Shape& to) {
    if (size_of(to) != size_of(input)) throw Refusal(text_of(input) + " values do not become " + text_of(to));
    std::size_t next = 0;
    return made(templated("ctnn::Reshape", texts_of(to)), input, to, [&](const Shape&) { return next++; });
}

LayerPointer Moved::permuted(const Shape& input, const std::vector<std::size_t>& axes) {
    Shape output;
    for (std::size_t axis = 0; axis < input.size(); ++axis) {
        if (axes.size() != input.size() || std::count(axes.begin(), axes.end(), axis) != 1)
            throw Refusal("it does not name each axis of " + text_of(input) + " once");
        output.push_back(input[axes[axis] < input.size() ? axes[axis] : 0]);
    }
    return made(templated("ctnn::Permute", texts_of(axes)), input, output, [&](const Shape& index) {
        Shape at(index.size());
        for (std::size_t k = 0; k < index.size(); ++k) at[axes[k]] = index[k];
        std::size_t place = 0;
        for (std::size_t axis = 0; axis < at.size(); ++axis) place = place * input[axis] + at[axis];
        return place;
    });
}

LayerPointer Moved::zero_padded(const Shape& input, const ctnn::Padding& padding) {
    require_image("zeros around", input);
    const Shape output{size_sum(input[0], padding.top, padding.bottom),
                       size_sum(input[1], padding.left, padding.right), input[2]};
    return made(templated("ctnn::ZeroPad2D", {padding_text(padding)}), input, output,
                [&](const Shape& index) {
                    const std::size_t row = index[0] - padding.top,
                                      column = index[1] - padding.left;  // or wrapped round
                    if (row >= input[0] || column >= input[1]) return nowhere;
                    return (row * input[1] + column) * input[2] + index[2];
                });
}

LayerPointer Moved::cropped(const Shape& input, const ctnn::Padding& padding) {
    const bool along_sequence = input.size() == 2;
    if (!along_sequence) require_image("a cropping", input);
    const std::size_t rows = along_sequence ? 1 : input[0], columns = input[input.size() - 2],
                      top = along_sequence ? 0 : padding.top, down = along_sequence ? 0 : padding.bottom;
    if (size_sum(top, down) >= rows || size_sum(padding.left, padding.right) >= columns)
        throw Refusal("it leaves nothing of " + text_of(input));
    Shape output = input;
    output[output.size() - 2] = columns - padding.left - padding.right;
    if (!along_sequence) output[0] = rows - top - down;
    return made(templated(along_sequence ? "ctnn::Cropping1D" : "ctnn::Cropping2D", {padding_text(padding)}),
                input, output, [&](const Shape& index) {
                    const std::size_t row = along_sequence ? 0 : index[0] + top,
                                      column = index[index.size() - 2] + padding.left;
                    return (row * columns + column) * input.back() + index.back();
                });
}

LayerPointer Moved::upsampled(const Shape& input, const ctnn::Size2D& factor) {
    require_image("an upsampling", input);
    const Shape output{size_product(input[0], factor.height), size_product(input[1], factor.width), input[2]};
    return made(templated("ctnn::Upsample2D", {size_text(factor)}), input, output, [&](const Shape& index) {
        return (index[0] / factor.height * input[1] + index[1] / factor.width) * input[2] + index[2];
    });
}

}  // namespace ctnn_tool
