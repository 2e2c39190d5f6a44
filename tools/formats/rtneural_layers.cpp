#include "formats/rtneural_layers.hpp"

#include <algorithm>
#include <ctnn/io/safetensors_header.hpp>
#include <memory>
#include <utility>

#include "model/convolution.hpp"
#include "model/norms.hpp"
#include "model/plain_layers.hpp"
#include "model/recurrent.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;

/// The arrays of a layer, in Keras's order.
std::vector<Tensor> weights_of(const Json& layer, std::size_t least, std::size_t most) {
    const Json& list = member("", layer, "weights");
    if (!list.is_list() || list.size() < least || list.size() > most)
        throw Refusal("\"weights\" should be a list of " + std::to_string(least) +
                      (least == most ? "" : " to " + std::to_string(most)) + " arrays, but it is " +
                      (list.is_list() ? "one of " + std::to_string(list.size()) : kind_of(list)));
    std::vector<Tensor> weights;
    if (!list.content->numbers.empty()) throw Refusal("\"weights\" is a list of numbers, not of arrays");
    for (const Json& one : list.content->items) {
        if (!one.is_list()) throw Refusal("\"weights\" has " + kind_of(one) + " where an array should be");
        weights.push_back(tensor_of("", "weights", one));
    }
    return weights;
}

const Activation& activation_of(const Json& layer) {
    const std::string name = find(layer, "activation") ? text_of("", layer, "activation") : "";
    if (const Activation* const found = activation_named(name)) return *found;
    throw Refusal("activation " + in_quotes(name) + " is not translated");
}

std::size_t count_or(const Json& layer, const char* name, std::size_t otherwise) {
    const Json* const found = find(layer, name);
    return found ? count_of("", name, *found) : otherwise;
}

/// Nothing where the layer has none.
Tensor bias_in(std::vector<Tensor>& weights, std::size_t at) {
    return weights.size() > at ? std::move(weights[at]) : Tensor{};
}

void add_dense(Model& model, const Json& layer) {
    std::vector<Tensor> weights = weights_of(layer, 1, 2);
    Tensor bias = bias_in(weights, 1);
    const Shape& input = model.output();
    model.add(on_steps(input, std::make_unique<Dense>(Shape{input.back()}, activation_of(layer),
                                                      std::move(weights[0]), std::move(bias))));
}

void add_activation(Model& model, const Activation& activation) {
    const Shape& input = model.output();
    const Shape of = activation.takes_rows() ? Shape{input.back()} : input;
    model.add(on_steps(input, std::make_unique<ActivationLayer>(of, activation)));
}

void require_extent(const char* name, std::size_t told, std::size_t found) {
    if (told != found)
        throw Refusal(in_quotes(name) + " is " + std::to_string(told) + ", but the arrays have " +
                      std::to_string(found));
}

/// How many extents, with that of the batch, the file says that a layer gives; 0 if it does not.
std::size_t told_rank(const Json& layer) {
    const Json* const shape = find(layer, "shape");
    return shape && shape->is_list() ? shape->size() : 0;
}

/// How many steps the file says that a layer gives; 0 if it does not.
std::size_t told_steps(const Json& layer) {
    if (told_rank(layer) != 3) return 0;
    const Json::Content& shape = *find(layer, "shape")->content;
    const double steps = shape.items.empty() ? shape.numbers[1] : shape.items[1].number;
    return steps > 0 && steps < 4294967296.0 ? static_cast<std::size_t>(steps) : 0;
}

/// Padded so that no step is lost but by the stride, unless the file says that more are: of `before`.
void add_conv1d(Model& model, const Json& layer, std::size_t before) {
    const Shape& input = model.output();
    if (input.size() != 2) throw Refusal("conv1d takes steps x features, not " + text_of(input));
    std::vector<Tensor> weights = weights_of(layer, 1, 2);
    ConvolutionOptions options;
    options.dilation = count_or(layer, "dilation", 1);
    options.groups = count_or(layer, "groups", 1);
    options.stride = count_or(layer, "strides", 1);
    const std::size_t stride = std::max<std::size_t>(options.stride.width, 1), after = told_steps(layer);
    const bool loses_steps = before > 0 && after > 0 && after < (before - 1) / stride + 1;
    options.padding = loses_steps ? ctnn::valid : ctnn::causal;
    const Shape& kernel = weights[0].shape;
    require_extent("kernel_size", count_or(layer, "kernel_size", kernel[0]), kernel[0]);
    if (kernel[0] == 1) options.padding = ctnn::valid;
    Tensor bias = bias_in(weights, 1);
    model.add(std::make_unique<Convolution>(input, activation_of(layer), options, std::move(weights[0]),
                                            std::move(bias)));
}

void add_conv2d(Model& model, const Json& layer) {
    const Shape& input = model.output();
    if (input.size() != 3) throw Refusal("conv2d takes time x features x channels, not " + text_of(input));
    std::vector<Tensor> weights = weights_of(layer, 1, 2);
    ConvolutionOptions options;
    options.dilation = {count_or(layer, "dilation", 1), 1};
    options.stride = {1, count_or(layer, "strides", 1)};
    options.groups = count_or(layer, "groups", 1);
    const std::string padding = text_of("", layer, "padding");
    if (padding != "valid" && padding != "same")
        throw Refusal("padding " + in_quotes(padding) + " is not translated");
    options.padding = padding == "same" ? ctnn::same : ctnn::valid;
    const Shape& kernel = weights[0].shape;
    if (kernel.size() == 4) {
        require_extent("kernel_size_time", count_or(layer, "kernel_size_time", kernel[0]), kernel[0]);
        require_extent("kernel_size_feature", count_or(layer, "kernel_size_feature", kernel[1]), kernel[1]);
    }
    Tensor bias = bias_in(weights, 1);
    model.add(std::make_unique<Convolution>(input, activation_of(layer), options, std::move(weights[0]),
                                            std::move(bias)));
}

/// What each value goes through behind a layer that has no activation of its own in the library.
void add_activation_behind(Model& model, const Json& layer) {
    const Activation& activation = activation_of(layer);
    if (!activation.is_linear()) add_activation(model, activation);
}

void add_batch_norm(Model& model, const Json& layer) {
    std::vector<Tensor> weights = weights_of(layer, 2, 4);
    if (weights.size() == 3)
        throw Refusal(
            "\"weights\" has 3 arrays, which may be gamma or beta, mean and variance: not translated");
    const std::size_t channels = model.output().back();
    BatchNormValues values{filled(channels, 1), filled(channels, 0), {}, {}};
    if (weights.size() == 4) values.gamma = std::move(weights[0]), values.beta = std::move(weights[1]);
    values.mean = std::move(weights[weights.size() - 2]);
    values.variance = std::move(weights.back());
    const double epsilon = number_of("", "epsilon", member("", layer, "epsilon"));
    model.add(std::make_unique<BatchNorm>(model.output(), std::move(values), epsilon));
    add_activation_behind(model, layer);
}

void add_recurrent(Model& model, const Json& layer, Cell cell) {
    const std::string activation = find(layer, "activation") ? text_of("", layer, "activation") : "";
    if (!activation.empty() && activation != "tanh")
        throw Refusal("activation " + in_quotes(activation) + " of a recurrent layer is not translated");
    std::vector<Tensor> weights = weights_of(layer, 2, 3);
    CellValues values{std::move(weights[0]), std::move(weights[1]), bias_in(weights, 2), {}, {}};
    // As Keras's, which then has reset_after=False.
    values.resets_before = cell == Cell::gru && values.bias.shape.size() == 1;
    model.add(std::make_unique<Recurrent>(model.output(), cell, told_rank(layer) != 2, std::move(values)));
}

}  // namespace

void add_rtneural_layer(Model& model, const Json& layer, std::size_t& steps) {
    const std::size_t before = steps;
    if (const std::size_t told = told_steps(layer); told > 0) steps = told;
    const std::string type = text_of("", layer, "type");
    if (type == "dense" || type == "time-distributed-dense") return add_dense(model, layer);
    if (type == "activation") return add_activation(model, activation_of(layer));
    if (type == "conv1d") return add_conv1d(model, layer, before);
    if (type == "conv2d") return add_conv2d(model, layer);
    if (type == "batchnorm" || type == "batchnorm2d") return add_batch_norm(model, layer);
    if (type == "lstm") return add_recurrent(model, layer, Cell::lstm);
    if (type == "gru") return add_recurrent(model, layer, Cell::gru);
    if (type == "prelu") {
        model.add(std::make_unique<PReLU>(model.output(), std::move(weights_of(layer, 1, 1)[0])));
        return add_activation_behind(model, layer);
    }
    throw Refusal("type " + in_quotes(type) + " is not translated");
}

}  // namespace ctnn_tool
