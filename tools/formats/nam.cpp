#include "formats/nam.hpp"

#include <algorithm>
#include <ctnn/core/sizes.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <memory>
#include <utility>

#include "formats/nam_config.hpp"
#include "formats/nam_wave_net.hpp"
#include "model/convolution.hpp"
#include "model/norms.hpp"
#include "model/plain_layers.hpp"
#include "model/recurrent.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;
using ctnn::detail::size_product;

void add_head(Model& model, NamWeights& weights, std::size_t outputs) {
    const std::size_t inputs = model.output().back();
    const Tensor weight = weights.take({outputs, inputs});
    Tensor bias = weights.take({outputs});
    model.add(on_steps(model.output(), std::make_unique<Dense>(Shape{inputs}, *activation_named(""),
                                                               permuted(weight, {1, 0}), std::move(bias))));
}

void add_lstm(Model& model, NamWeights& weights, const Json& config) {
    const std::size_t units = count_in(config, "hidden_size"), layers = count_in(config, "num_layers");
    if (layers == 0 || units == 0) throw Refusal("config", "an LSTM of no layers or units");
    for (std::size_t layer = 0; layer < layers; ++layer) {
        const std::size_t inputs = model.output().back(), rows = size_product(4, units);
        const Tensor both = permuted(weights.take({rows, inputs + units}), {1, 0});
        const auto split = both.values.begin() + static_cast<std::ptrdiff_t>(inputs * rows);
        CellValues values;
        values.kernel = {{inputs, rows}, Values(both.values.begin(), split)};
        values.recurrent_kernel = {{units, rows}, Values(split, both.values.end())};
        values.bias = weights.take({rows});
        values.h0 = weights.take({units});
        values.c0 = weights.take({units});
        model.add(std::make_unique<Recurrent>(model.output(), Cell::lstm, true, std::move(values)));
    }
    add_head(model, weights, count_or(config, "out_channels", 1));
}

void add_conv_net(Model& model, NamWeights& weights, const Json& config) {
    const std::size_t channels = count_in(config, "channels"), groups = count_or(config, "groups", 1);
    const bool normalises = is_true(config, "batchnorm");
    const Activation activation = activation_of(member("config", config, "activation"));
    const Json& dilations = member("config", config, "dilations");
    if (!dilations.is_list() || dilations.content->numbers.empty())
        throw Refusal("config", "\"dilations\" is not a list of numbers");
    for (const double number : dilations.content->numbers) {
        if (!(number >= 1 && number < 1e9))
            throw Refusal("config", "a dilation is no whole number from 1 on");
        const std::size_t inputs = model.output().back();
        if (groups == 0 || channels == 0 || inputs % groups != 0)
            throw Refusal("config", "\"groups\" do not divide the channels");
        ConvolutionOptions options;
        options.dilation = static_cast<std::size_t>(number);
        options.padding = ctnn::causal;
        options.groups = groups;
        const Tensor weight = weights.take({channels, inputs / groups, 2});
        Tensor bias = normalises ? Tensor{} : weights.take({channels});
        model.add(std::make_unique<Convolution>(model.output(),
                                                normalises ? *activation_named("") : activation, options,
                                                permuted(weight, {2, 1, 0}), std::move(bias)));
        if (!normalises) continue;
        BatchNormValues norm;
        norm.mean = weights.take({channels});
        norm.variance = weights.take({channels});
        norm.gamma = weights.take({channels});
        norm.beta = weights.take({channels});
        const double epsilon = weights.take({1}).values[0];
        model.add(std::make_unique<BatchNorm>(model.output(), std::move(norm), epsilon));
        if (!activation.is_linear()) model.add(std::make_unique<ActivationLayer>(model.output(), activation));
    }
    add_head(model, weights, count_or(config, "out_channels", 1));
}

/// What was last comes first in the file.
void add_linear(Model& model, NamWeights& weights, const Json& config) {
    const std::size_t width = count_in(config, "receptive_field");
    if (width == 0) throw Refusal("config", "a receptive field of 0");
    if (model.input().back() != 1 || count_or(config, "out_channels", 1) != 1)
        throw Refusal("config", "a Linear of several channels is not translated");
    Tensor weight = weights.take({width, 1, 1});
    std::reverse(weight.values.begin(), weight.values.end());
    Tensor bias = is_true(config, "bias") ? weights.take({1}) : Tensor{};
    ConvolutionOptions options;
    if (width > 1) options.padding = ctnn::causal;
    model.add(std::make_unique<Convolution>(model.input(), *activation_named(""), options, std::move(weight),
                                            std::move(bias)));
}

std::size_t half_a_second(const Json& json) {
    const Json* const rate = find(json, "sample_rate");
    return static_cast<std::size_t>(
        rate && rate->is_number() && rate->number > 0 && rate->number < 1e9 ? rate->number / 2 : 24000);
}

/// Of models of one sound, the quickest first, the last.
Model read_greatest(const Json& config, const ImportOptions& options) {
    const Json& all = member("config", config, "submodels");
    if (!all.is_list() || all.content->items.empty())
        throw Refusal("config", "\"submodels\" is not a list of models");
    const Json& last = member("submodels", all.content->items.back(), "model");
    if (!is_nam(last) || text_of("", last, "architecture") == "SlimmableContainer")
        throw Refusal("config", "the last of \"submodels\" is no model");
    Model model = read_nam(last, options);
    model.notes.push_back("of the " + std::to_string(all.content->items.size()) +
                          " models in the file, the last one, which is the most exact");
    return model;
}

}  // namespace

bool is_nam(const Json& json) {
    return find(json, "architecture") && find(json, "weights") && find(json, "config");
}

Model read_nam(const Json& json, const ImportOptions& options) {
    const std::string& architecture = text_of("", json, "architecture");
    const Json& config = member("", json, "config");
    if (architecture == "SlimmableContainer") return read_greatest(config, options);
    if (architecture != "LSTM" && architecture != "ConvNet" && architecture != "Linear" &&
        architecture != "WaveNet")
        throw Refusal("architecture " + in_quotes(architecture) + " is not translated");
    Tensor all = tensor_of("", "weights", member("", json, "weights"));
    if (all.shape.size() != 1) throw Refusal("\"weights\" is not a list of numbers");
    NamWeights weights(std::move(all.values));
    const std::size_t inputs =
        architecture == "LSTM" ? count_in(config, "input_size") : count_or(config, "in_channels", 1);
    Model model({options.steps.value_or(usual_steps), inputs});
    if (!options.steps) model.notes.push_back(note_of_usual_steps());
    std::size_t silence = half_a_second(json);
    if (architecture == "LSTM")
        add_lstm(model, weights, config);
    else if (architecture == "ConvNet")
        add_conv_net(model, weights, config);
    else if (architecture == "WaveNet")
        silence = add_wave_net(model, weights, config);
    else
        add_linear(model, weights, config);
    weights.require_end();

    const std::string steps = std::to_string(silence);
    model.comments.push_back("NAM lets it hear silence first: a Stream does the same with " + steps +
                             " steps of 0.");
    if (architecture == "LSTM" || architecture == "WaveNet")
        model.notes.push_back("NAM lets it hear silence first: give a Stream " + steps + " steps of 0");
    return model;
}

}  // namespace ctnn_tool
