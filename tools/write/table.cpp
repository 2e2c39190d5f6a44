#include "write/table.hpp"

#include <ctnn/network/summary.hpp>
#include <vector>

namespace ctnn_tool {
namespace {

using ctnn::detail::Line;

std::string row(const std::string& name, const Shape& shape, std::size_t values, std::size_t multiply_adds) {
    Line line;
    ctnn::detail::put_type(line, name, ctnn::detail::shape_column - 5);
    line.pad_to(ctnn::detail::shape_column);
    line.put("(");
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (i > 0) line.put(", ");
        line.put_number(shape[i]);
    }
    line.put(")");
    ctnn::detail::put_right(line, values, ctnn::detail::parameters_end);
    ctnn::detail::put_right(line, multiply_adds, ctnn::detail::multiply_adds_end);
    ctnn::detail::put_right(line, values * sizeof(float), ctnn::detail::bytes_end);
    return std::string(line.text()) + '\n';
}

}  // namespace

std::string table_of(const Model& model) {
    std::vector<std::size_t> values(model.layers().size(), 0);
    std::size_t trained = 0, kept = 0;
    for (const PlacedPart& one : model.parts()) {
        const std::size_t count = one.part->tensor.values.size();
        values[one.layer] += count;
        (one.part->is_state ? kept : trained) += count;
    }
    std::string text = std::string(ctnn::detail::heading().text()) + '\n' + row("Input", model.input(), 0, 0);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Layer& layer = *model.layers()[i];
        text += row(layer.declaration(), layer.output(), values[i], layer.multiply_adds());
    }
    text += row("in all", model.output(), trained + kept, model.multiply_adds());
    return text + "trained " + std::to_string(trained) + ", kept " + std::to_string(kept) +
           (model.streams() ? "; a Stream takes it step by step\n" : "\n");
}

}  // namespace ctnn_tool
