#include "formats/keras.hpp"

#include <ctnn/data/data_error.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <utility>

#include "formats/keras_file.hpp"
#include "formats/keras_layers.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;

/// The layers that a node or list of nodes names: lists that begin with a text and a number, in whatever is
/// around them.
void add_named(const Json& json, std::vector<std::string>& to) {
    if (!json.content) return;
    const std::vector<Json>& items = json.content->items;
    if (json.is_list() && items.size() > 1 && items[0].is_text() && items[1].is_number())
        return to.push_back(items[0].content->text);
    for (const Json& item : items) add_named(item, to);
}

/// Throws a Refusal where a node says more of a call than what it is of: `training=True` of a
/// BatchNormalization takes the batch's own statistics, a mask leaves steps out.
void require_plain_call(const Json& node) {
    if (!node.content) return;
    const std::vector<Json>& items = node.content->items;
    const Json* arguments = node.is_object() ? find(node, "kwargs") : nullptr;
    if (node.is_list() && items.size() > 3 && items[0].is_text()) arguments = &items[3];  // as Keras 2
    for (std::size_t i = 0; arguments && arguments->is_object() && i < arguments->content->items.size(); ++i)
        if (const Json& value = arguments->content->items[i];
            !value.is_nothing() && !(value.kind == Json::Kind::truth && value.number == 0))
            throw Refusal("it is called with " + in_quotes(arguments->content->names[i]) +
                          ": not translated");
    for (const Json& item : items) require_plain_call(item);
}

std::string name_of(const Json& layer) {
    const Json* const config = find(layer, "config");
    const Json* name = find(layer, "name");
    if (config && find(*config, "name")) name = find(*config, "name");
    return name && name->is_text() ? name->content->text : "";
}

class KerasReader {
  public:
    KerasReader(const std::string& path, const ImportOptions& options)
        : file_(path), options_(options), json_(parsed_json(file_.config())) {}

    Model read() {
        const std::string kind = text_of("", json_, "class_name");
        if (!is_model(kind)) throw Refusal("a model of class " + in_quotes(kind) + " is not translated");
        const std::vector<Json>& layers = layers_of(json_);
        std::vector<std::string> notes;
        Model model(input_of(member("", json_, "config"), layers, notes));
        model.notes = std::move(notes);
        KerasScope scope = file_.top();
        add_all(model, json_, scope);
        if (model.layers().empty()) throw Refusal("it has no layer that computes");
        return model;
    }

  private:
    static bool is_model(const std::string& kind) {
        return kind == "Sequential" || kind == "Functional" || kind == "Model";
    }

    /// Of a model, or a layer that is one.
    static const std::vector<Json>& layers_of(const Json& model) {
        const Json& config = member("", model, "config");
        const Json& layers = config.is_list() ? config : member("", config, "layers");
        if (!layers.is_list() || layers.content->items.empty()) throw Refusal("it has no layers");
        return layers.content->items;
    }

    void add_all(Model& model, const Json& json, KerasScope& scope) {
        require_class_of_keras(json);
        const std::vector<Json>& layers = layers_of(json);
        if (text_of("", json, "class_name") != "Sequential")
            require_chain(member("", json, "config"), layers);
        for (const Json& layer : layers) add(model, layer, scope);
    }

    static std::string place_of(const Json& layer) {
        return "layer " + in_quotes(name_of(layer)) + " (" + text_of("", layer, "class_name") + ")";
    }

    /// A Refusal then begins with the layer.
    template <class Act>
    static void in_place_of(const Json& layer, Act act) {
        try {
            act();
        } catch (const Refusal& refusal) {
            throw Refusal(place_of(layer), refusal.what());
        }
    }

    void add(Model& model, const Json& layer, KerasScope& scope) {
        const std::string kind = text_of("", layer, "class_name");
        in_place_of(layer, [&] {
            if (is_model(kind)) {
                KerasScope own = file_.within(scope, kind, name_of(layer));
                return add_all(model, layer, own);
            }
            KerasArrays arrays(file_.weights(), file_.arrays_of(scope, kind, name_of(layer)));
            add_keras_layer(model, KerasLayer(layer, arrays, file_.is_old()));
            if (arrays.left() > 0)
                throw Refusal("the file has " + ctnn::detail::counted(arrays.left(), "array") +
                              " more of it than it takes");
        });
    }

    static void require_chain(const Json& config, const std::vector<Json>& layers) {
        for (std::size_t i = 0; i < layers.size(); ++i) {
            std::vector<std::string> from;
            if (const Json* const nodes = find(layers[i], "inbound_nodes")) {
                add_named(*nodes, from);
                in_place_of(layers[i], [&] { require_plain_call(*nodes); });
            }
            if (i == 0 ? !from.empty() : from != std::vector<std::string>{name_of(layers[i - 1])})
                throw Refusal(place_of(layers[i]),
                              "it does not take what the layer before it gives, and that alone: "
                              "only chains are translated");
        }
        std::vector<std::string> given;
        if (const Json* const outputs = find(config, "output_layers")) add_named(*outputs, given);
        if (given != std::vector<std::string>{name_of(layers.back())})
            throw Refusal("it gives more than its last layer does: not translated");
    }

    /// As the first layer, or the model, says; 0 where it is null.
    static Shape told_input(const Json& config, const Json& first) {
        for (const Json* const in : {find(first, "config"), find(first, "build_config"), &config})
            for (const char* name : {"batch_shape", "batch_input_shape", "input_shape", "build_input_shape"})
                if (const Json* const shape = in ? find(*in, name) : nullptr; shape && shape->is_list())
                    return keras_shape(*shape);
        throw Refusal("the file does not say what the first layer takes");
    }

    Shape input_of(const Json& config, const std::vector<Json>& layers,
                   std::vector<std::string>& notes) const {
        Shape shape = told_input(config, layers[0]);
        bool embeds = false;
        for (const Json& layer : layers) embeds = embeds || text_of("", layer, "class_name") == "Embedding";
        const bool has_steps = shape.size() == 2 || (shape.size() == 1 && embeds);
        if (options_.steps && !has_steps)
            throw Refusal("the input is " + text_of(shape) + " and has no steps");
        if (options_.steps) shape[0] = *options_.steps;
        if (has_steps && shape[0] == 0) {
            shape[0] = usual_steps;
            notes.push_back(note_of_usual_steps());
        }
        return shape;
    }

    KerasFile file_;
    const ImportOptions& options_;
    Json json_;
};

}  // namespace

bool is_keras(const std::string& path) { return KerasFile::is_one(path); }

Model read_keras(const std::string& path, const ImportOptions& options) {
    return KerasReader(path, options).read();
}

}  // namespace ctnn_tool
