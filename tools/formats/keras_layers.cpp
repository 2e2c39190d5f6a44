#include "formats/keras_layers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <ctnn/io/safetensors_header.hpp>
#include <memory>
#include <string_view>
#include <utility>

#include "model/norms.hpp"
#include "model/plain_layers.hpp"
#include "model/rearranged.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;

/// What changes nothing once it is trained.
constexpr std::array<std::string_view, 15> only_training{
    "Dropout",        "SpatialDropout1D", "SpatialDropout2D",       "GaussianDropout", "GaussianNoise",
    "AlphaDropout",   "Identity",         "ActivityRegularization", "InputLayer",      "RandomFlip",
    "RandomRotation", "RandomZoom",       "RandomTranslation",      "RandomContrast",  "RandomBrightness"};

void add_activation(Model& model, const Activation& activation) {
    model.add(activation_on(model.output(), activation));
}

void add_slope(Model& model, double slope) {
    model.add(std::make_unique<PReLU>(model.output(), Tensor{{1}, {slope}}));
}

void add_relu(Model& model, const KerasLayer& layer) {
    const double most = layer.number("max_value", 0), slope = layer.number("negative_slope", 0);
    if (layer.number("threshold", 0) != 0) throw Refusal("a ReLU with a \"threshold\" is not translated");
    if (!layer.find("max_value"))
        return slope == 0 ? add_activation(model, *activation_named("relu")) : add_slope(model, slope);
    if (most != 6 || slope != 0) throw Refusal("a ReLU with another \"max_value\" than 6 is not translated");
    add_activation(model, *activation_named("relu6"));
}

void add_prelu(Model& model, const KerasLayer& layer) {
    Tensor slope = layer.arrays().next("alpha");
    Shape by_channel(model.output().size(), 1);
    const bool is_one = size_of(slope.shape) == 1;
    by_channel.back() = model.output().back();
    if (!is_one && slope.shape != by_channel && slope.shape != model.output())
        throw Refusal("slopes of " + text_of(slope.shape) + " for " + text_of(model.output()) +
                      " are not translated");
    model.add(std::make_unique<PReLU>(model.output(), std::move(slope)));
}

void add_dense(Model& model, const KerasLayer& layer) {
    const Shape& input = model.output();
    const Activation& activation = layer.activation();
    Tensor weight = layer.arrays().next("kernel");
    model.add(on_steps(
        input, std::make_unique<Dense>(Shape{input.back()}, activation, std::move(weight), layer.bias())));
}

void add_batch_norm(Model& model, const KerasLayer& layer) {
    layer.require_last_axis(model.output().size());
    const std::size_t channels = model.output().back();
    BatchNormValues values{layer.arrays().filled(channels, 1), layer.arrays().filled(channels, 0), {}, {}};
    if (layer.flag("scale", true)) values.gamma = layer.arrays().next("gamma");
    if (layer.flag("center", true)) values.beta = layer.arrays().next("beta");
    values.mean = layer.arrays().next("moving_mean");
    values.variance = layer.arrays().next("moving_variance");
    model.add(std::make_unique<BatchNorm>(model.output(), std::move(values), layer.number("epsilon", 1e-3)));
}

void add_layer_norm(Model& model, const KerasLayer& layer) {
    layer.require_last_axis(model.output().size());
    layer.refuse("rms_scaling");
    const std::size_t features = model.output().back();
    Tensor gamma =
        layer.flag("scale", true) ? layer.arrays().next("gamma") : layer.arrays().filled(features, 1);
    Tensor beta =
        layer.flag("center", true) ? layer.arrays().next("beta") : layer.arrays().filled(features, 0);
    model.add(std::make_unique<RowNorm>(model.output(), true, std::move(gamma), std::move(beta),
                                        layer.number("epsilon", 1e-3)));
}

/// (x - mean) / max(sqrt(variance), 1e-7), in the same way; what it was adapted to has a count besides.
void add_normalization(Model& model, const KerasLayer& layer) {
    layer.require_last_axis(model.output().size());
    layer.refuse("invert");
    if (layer.find("mean") || layer.find("variance"))
        throw Refusal("a Normalization by numbers of its config is not translated");
    const std::size_t channels = model.output().back();
    BatchNormValues values{{},
                           layer.arrays().filled(channels, 0),
                           layer.arrays().next("mean"),
                           layer.arrays().filled(channels, 0)};
    values.gamma = layer.arrays().next("variance");
    layer.arrays().pass_over();
    for (double& value : values.gamma.values) value = 1 / std::max(std::sqrt(value), 1e-7);
    model.add(std::make_unique<BatchNorm>(model.output(), std::move(values), 1));
}

void add_embedding(Model& model, const KerasLayer& layer) {
    layer.refuse("mask_zero");
    model.add(std::make_unique<Embedding>(model.output(), layer.arrays().next("embeddings")));
}

bool add_values(Model& model, const KerasLayer& layer) {
    const std::string& kind = layer.kind();
    if (kind == "Dense") return add_dense(model, layer), true;
    if (kind == "Activation") return add_activation(model, layer.activation()), true;
    if (kind == "ReLU") return add_relu(model, layer), true;
    if (kind == "LeakyReLU")
        return add_slope(model, layer.number("negative_slope", layer.number("alpha", 0.3f))), true;
    if (kind == "PReLU") return add_prelu(model, layer), true;
    if (kind == "ELU") {
        if (layer.number("alpha", 1) != 1) throw Refusal("an ELU of another alpha than 1 is not translated");
        return add_activation(model, *activation_named("elu")), true;
    }
    if (kind == "Softmax") {
        layer.require_last_axis(model.output().size());
        return add_activation(model, *activation_named("softmax")), true;
    }
    if (kind == "BatchNormalization") return add_batch_norm(model, layer), true;
    if (kind == "LayerNormalization") return add_layer_norm(model, layer), true;
    if (kind == "Rescaling")
        return add_affine(model, layer.arrays(), layer.number("scale", 1), layer.number("offset", 0)), true;
    if (kind == "Normalization") return add_normalization(model, layer), true;
    if (kind == "Embedding") return add_embedding(model, layer), true;
    return false;
}

/// Where one extent may be -1: what the others leave.
Shape told_shape(const KerasLayer& layer, std::size_t values) {
    const Json* const told = layer.find("target_shape");
    Shape shape;
    std::size_t open = 0, others = 1, open_at = 0;
    if (told && told->is_list())
        for (const double extent : told->content->numbers) {
            if (extent == -1) ++open, open_at = shape.size();
            const bool fits = extent >= 1 && extent < 4294967296.0 && extent == std::floor(extent);
            shape.push_back(fits ? static_cast<std::size_t>(extent) : 1);
            if (!fits && extent != -1) throw Refusal("\"target_shape\" has what is no extent");
            others = size_of({others, shape.back()});
        }
    if (shape.empty() || open > 1) throw Refusal("\"target_shape\" leaves open what it is");
    if (open == 1 && others != 0) shape[open_at] = values / others;
    return shape;
}

bool add_places(Model& model, const KerasLayer& layer) {
    const std::string& kind = layer.kind();
    const Shape input = model.output();
    if (kind == "Flatten") {
        layer.require_channels_last();
        if (input.size() > 1) model.add(std::make_unique<Reshape>(input, Shape{size_of(input)}));
    } else if (kind == "Reshape") {
        model.add(std::make_unique<Reshape>(input, told_shape(layer, size_of(input))));
    } else if (kind == "RepeatVector") {
        const std::vector<std::size_t> times = layer.counts("n");
        if (input.size() != 1 || times.size() != 1) throw Refusal("it repeats a row, not " + text_of(input));
        model.add(std::make_unique<Reshape>(input, Shape{1, 1, input[0]}));
        model.add(std::make_unique<Upsample>(model.output(), ctnn::Size2D{times[0], 1}));
        model.add(std::make_unique<Reshape>(model.output(), Shape{times[0], input[0]}));
    } else if (kind == "Permute") {
        std::vector<std::size_t> axes = layer.counts("dims");
        for (std::size_t& axis : axes) --axis;  // Keras counts from 1; 0 is then none
        model.add(std::make_unique<Permute>(input, axes));
    } else {
        return false;
    }
    return true;
}

}  // namespace

void add_affine(Model& model, KerasArrays& arrays, double times, double plus) {
    const std::size_t channels = model.output().back();
    arrays.make(2 * channels);
    add_affine(model, arrays, Values(channels, times), Values(channels, plus));
}

void add_affine(Model& model, KerasArrays& arrays, Values times, Values plus) {
    arrays.make(2 * model.output().back());
    model.add(affine(model.output(), std::move(times), std::move(plus)));
}

void add_keras_layer(Model& model, const KerasLayer& layer) {
    if (std::find(only_training.begin(), only_training.end(), layer.kind()) != only_training.end()) return;
    if (!add_values(model, layer) && !add_places(model, layer) && !add_keras_window(model, layer) &&
        !add_keras_recurrent(model, layer))
        throw Refusal("it is not translated");
    layer.require_known_names();
}

}  // namespace ctnn_tool
