#include "formats/keras.hpp"

#include <algorithm>
#include <ctnn/data/data_error.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <map>
#include <utility>

#include "formats/keras_calls.hpp"
#include "formats/keras_file.hpp"
#include "formats/keras_joins.hpp"
#include "formats/keras_layers.hpp"
#include "formats/keras_operations.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;

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
        model = with_layers(std::move(model), json_, scope);
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

    /// `model` with the layers of a model of Keras behind its own.
    Model with_layers(Model model, const Json& json, KerasScope& scope) {
        require_class_of_keras(json);
        if (text_of("", json, "class_name") != "Sequential") return with_graph(std::move(model), json, scope);
        for (const Json& layer : layers_of(json))
            in_place_of(layer, [&] { model = with_layer(std::move(model), layer, scope); });
        return model;
    }

    static std::string place_of(const Json& layer) {
        return "layer " + in_quotes(keras_name(layer)) + " (" + text_of("", layer, "class_name") + ")";
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

    Model with_layer(Model model, const Json& layer, KerasScope& scope) {
        const std::string kind = text_of("", layer, "class_name");
        if (is_model(kind)) {
            KerasScope own = file_.within(scope, kind, keras_name(layer));
            return with_layers(std::move(model), layer, own);
        }
        KerasArrays arrays(file_.weights(), file_.arrays_of(scope, kind, keras_name(layer)), made_);
        add_keras_layer(model, KerasLayer(layer, arrays, file_.is_old()));
        if (arrays.left() > 0)
            throw Refusal("the file has " + ctnn::detail::counted(arrays.left(), "array") +
                          " more of it than it takes");
        return model;
    }

    Model with_graph(Model model, const Json& json, KerasScope& scope) {
        const std::vector<Json>& layers = layers_of(json);
        const std::string output = keras_output(member("", json, "config"));
        std::map<std::string, std::size_t> uses{{output, 1}};
        std::vector<std::vector<std::string>> inputs;
        for (const Json& layer : layers) in_place_of(layer, [&] { inputs.push_back(keras_inputs(layer)); });
        for (const auto& of_layer : inputs)
            for (const std::string& name : of_layer) ++uses[name];
        const auto begins = std::count_if(inputs.begin(), inputs.end(),
                                          [](const auto& of_layer) { return of_layer.empty(); });
        if (begins != 1 || !inputs[0].empty())
            throw Refusal("it has " + std::to_string(begins) + " inputs, of which one is translated");
        ChainBranches branches(std::move(uses));
        for (std::size_t i = 0; i < layers.size(); ++i)
            in_place_of(layers[i], [&] {
                if (branches.knows(keras_name(layers[i]))) throw Refusal("there are two of this name");
                if (i == 0)
                    branches.put(keras_name(layers[0]), {with_layer(std::move(model), layers[0], scope)});
                else
                    add_to_graph(branches, layers[i], inputs[i], scope);
            });
        ChainBranch whole = branches.take(output);
        if (!whole.base.empty())
            throw Refusal("its branches from " + in_quotes(whole.base) +
                          " on are not joined: not translated");
        return std::move(whole.chain);
    }

    void add_to_graph(ChainBranches& branches, const Json& layer, const std::vector<std::string>& from,
                      KerasScope& scope) {
        for (const std::string& name : from)
            if (!branches.knows(name))
                throw Refusal("it takes what " + in_quotes(name) + " gives, which is no layer before it");
        const std::string kind = text_of("", layer, "class_name");
        if (is_keras_operation(layer) || is_keras_join(kind)) {
            KerasArrays arrays(file_.weights(), file_.arrays_of(scope, kind, keras_name(layer)), made_);
            const KerasLayer own(layer, arrays, file_.is_old());
            if (is_keras_operation(layer))
                return add_keras_operation(branches, own, keras_operands(layer), keras_name(layer));
            return join_keras(branches, own, kind, from, keras_name(layer));
        }
        if (from.size() != 1)
            throw Refusal("it takes " + std::to_string(from.size()) + " values: not translated");
        ChainBranch branch = branches.take(from[0]);
        branch.chain = with_layer(std::move(branch.chain), layer, scope);
        branches.put(keras_name(layer), std::move(branch));
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
    MadeValues made_{};
};

}  // namespace

bool is_keras(const std::string& path) { return KerasFile::is_one(path); }

Model read_keras(const std::string& path, const ImportOptions& options) {
    return KerasReader(path, options).read();
}

}  // namespace ctnn_tool
