#include <ctnn/io/safetensors_header.hpp>
#include <memory>
#include <optional>
#include <utility>

#include "formats/keras_layers.hpp"
#include "model/composite.hpp"
#include "model/recurrent.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;

std::optional<Cell> cell_of(const std::string& kind) {
    if (kind == "SimpleRNN") return Cell::simple;
    if (kind == "GRU") return Cell::gru;
    if (kind == "LSTM") return Cell::lstm;
    return std::nullopt;
}

/// `turned`: in a Bidirectional, whose second way goes backwards.
std::unique_ptr<Recurrent> recurrent_of(const Shape& input, const KerasLayer& layer, bool turned = false) {
    const std::optional<Cell> cell = cell_of(layer.kind());
    if (!cell) throw Refusal("a recurrent layer " + in_quotes(layer.kind()) + " is not translated");
    layer.require_known_names();
    layer.refuse("return_state");
    layer.refuse("time_major");
    if (layer.flag("go_backwards", false) != turned) throw Refusal("\"go_backwards\" is not translated");
    CellValues values;
    values.resets_before = *cell == Cell::gru && !layer.flag("reset_after", !layer.is_old());
    values.kernel = layer.arrays().next("kernel");
    values.recurrent_kernel = layer.arrays().next("recurrent_kernel");
    values.bias = layer.bias();
    values.activation = &layer.activation("activation", "tanh");
    values.gate = &layer.activation("recurrent_activation", "sigmoid");
    return std::make_unique<Recurrent>(input, *cell, layer.flag("return_sequences", false),
                                       std::move(values));
}

void add_bidirectional(Model& model, const KerasLayer& layer) {
    if (const std::string how = layer.text("merge_mode", "concat");
        how != "concat" || !layer.find("merge_mode"))
        throw Refusal("a merge_mode other than \"concat\" is not translated");
    const Shape input = model.output();
    auto forward = recurrent_of(input, layer.inner("layer"));
    const bool told = layer.find("backward_layer") != nullptr;
    auto backward = recurrent_of(input, layer.inner(told ? "backward_layer" : "layer"), told);
    model.add(std::make_unique<Bidirectional>(std::move(forward), std::move(backward)));
}

void add_time_distributed(Model& model, const KerasLayer& layer) {
    const Shape input = model.output();
    if (input.size() < 2) throw Refusal("it goes over steps, of which " + text_of(input) + " has none");
    Model of_step(Shape(input.begin() + 1, input.end()));
    const KerasLayer inner = layer.inner("layer");
    if (inner.kind() == "TimeDistributed" || inner.kind() == "Bidirectional" ||
        inner.kind() == "Sequential" || inner.kind() == "Functional")
        throw Refusal("one of a " + inner.kind() + " is not translated");
    add_keras_layer(of_step, inner);
    for (LayerPointer& one : of_step.take_from(0))
        model.add(std::make_unique<TimeDistributed>(input[0], std::move(one)));
}

}  // namespace

bool add_keras_recurrent(Model& model, const KerasLayer& layer) {
    if (cell_of(layer.kind()))
        model.add(recurrent_of(model.output(), layer));
    else if (layer.kind() == "Bidirectional")
        add_bidirectional(model, layer);
    else if (layer.kind() == "TimeDistributed")
        add_time_distributed(model, layer);
    else
        return false;
    return true;
}

}  // namespace ctnn_tool
