#include "formats/nam_wave_net.hpp"

#include <algorithm>
#include <ctnn/io/safetensors_header.hpp>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "model/refusal.hpp"
#include "model/wave_net.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;

[[noreturn]] void refuse(const std::string& name) {
    throw Refusal("config", in_quotes(name) + " is not translated");
}

/// Whether there is something by that name that NAM takes for more than nothing.
bool is_there(const Json& config, const char* name) {
    const Json* const found = find(config, name);
    if (!found || found->is_nothing()) return false;
    if (found->kind == Json::Kind::truth) return found->number != 0;
    if (!found->is_object()) return true;
    const Json* const active = find(*found, "active");
    return !active || active->kind != Json::Kind::truth || active->number != 0;
}

/// The elements of a list, or the one that stands for as many as there are layers.
std::vector<const Json*> one_for_each(const Json& told, std::size_t layers) {
    if (!told.is_list() || !told.content->numbers.empty()) return {layers, &told};
    std::vector<const Json*> all;
    for (const Json& item : told.content->items) all.push_back(&item);
    if (all.size() != layers)
        throw Refusal("config", "a list of " + std::to_string(all.size()) + " for " + std::to_string(layers) +
                                    " layers");
    return all;
}

/// What all layers of a stack have alike, or else a Refusal.
template <class F>
auto alike(const Json& told, std::size_t layers, const char* name, F of) {
    const std::vector<const Json*> all = one_for_each(told, layers);
    const auto first = of(*all.front());
    for (const Json* one : all)
        if (of(*one) != first)
            throw Refusal("config",
                          in_quotes(name) + " differs from layer to layer, which is not translated");
    return first;
}

std::vector<std::size_t> counts_in(const Json& layer, const char* name) {
    const Json& told = member("config", layer, name);
    if (!told.is_list() || told.content->numbers.empty())
        throw Refusal("config", in_quotes(name) + " is not a list of numbers");
    std::vector<std::size_t> counts;
    for (const double number : told.content->numbers) {
        if (!(number >= 1 && number < 1e9) || number != static_cast<double>(static_cast<std::size_t>(number)))
            throw Refusal("config", in_quotes(name) + " has what is no whole number from 1 on");
        counts.push_back(static_cast<std::size_t>(number));
    }
    return counts;
}

std::vector<DilatedKernel> kernels_of(const Json& layer) {
    std::vector<DilatedKernel> kernels;
    for (const std::size_t dilation : counts_in(layer, "dilations")) kernels.push_back({0, dilation});
    if (find(layer, "kernel_sizes")) {
        const std::vector<std::size_t> sizes = counts_in(layer, "kernel_sizes");
        if (sizes.size() != kernels.size())
            throw Refusal("config", std::to_string(sizes.size()) + " kernel sizes for " +
                                        std::to_string(kernels.size()) + " dilations");
        for (std::size_t l = 0; l < sizes.size(); ++l) kernels[l].kernel = sizes[l];
    } else {
        const std::size_t kernel = count_in(layer, "kernel_size");
        if (kernel == 0) throw Refusal("config", "a kernel of size 0");
        for (DilatedKernel& one : kernels) one.kernel = kernel;
    }
    return kernels;
}

bool is_gated(const Json& layer, std::size_t layers) {
    const Json* const mode = find(layer, "gating_mode");
    if (!mode) return find(layer, "gated") && is_true(layer, "gated");
    const std::string name = alike(*mode, layers, "gating_mode", [](const Json& one) {
        return one.is_text() ? one.content->text : std::string();
    });
    if (name != "gated" && name != "none")
        throw Refusal("config", "gating mode " + in_quotes(name) + " is not translated");
    if (name == "none") return false;
    if (const Json* const second = find(layer, "secondary_activation"))
        if (alike(*second, layers, "secondary_activation", [](const Json& one) {
                return activation_of(one);
            }).type != "ctnn::Sigmoid")
            throw Refusal("config", "a gate of another activation than Sigmoid is not translated");
    return true;
}

/// All that a layer may be told and a WaveNet here has not.
void refuse_the_rest(const Json& layer, std::size_t channels) {
    constexpr std::string_view known[]{"input_size",
                                       "condition_size",
                                       "channels",
                                       "head",
                                       "head_size",
                                       "head_bias",
                                       "kernel_size",
                                       "kernel_sizes",
                                       "dilations",
                                       "activation",
                                       "gated",
                                       "gating_mode",
                                       "secondary_activation",
                                       "bottleneck",
                                       "groups_input",
                                       "groups_input_mixin",
                                       "layer1x1",
                                       "slimmable"};
    if (count_or(layer, "bottleneck", channels) != channels) refuse("bottleneck");
    for (const char* const name : {"groups_input", "groups_input_mixin"})
        if (count_or(layer, name, 1) != 1) refuse(name);
    if (const Json* const mix = find(layer, "layer1x1"))
        if (!is_there(layer, "layer1x1") || count_or(*mix, "groups", 1) != 1) refuse("layer1x1");
    for (const std::string& name : layer.content->names)
        if (std::find(std::begin(known), std::end(known), name) == std::end(known) &&
            is_there(layer, name.c_str()))
            refuse(name);
}

WaveNetStack stack_of(const Json& layer) {
    if (!layer.is_object()) throw Refusal("config", "a layer is " + kind_of(layer));
    WaveNetStack stack;
    stack.channels = count_in(layer, "channels");
    stack.layers = kernels_of(layer);
    stack.activation = alike(member("config", layer, "activation"), stack.layers.size(), "activation",
                             [](const Json& one) { return activation_of(one); });
    stack.gated = is_gated(layer, stack.layers.size());
    const Json* const head = find(layer, "head");
    if (head && !head->is_nothing()) {
        if (!head->is_object()) throw Refusal("config", "\"head\" is " + kind_of(*head));
        stack.outputs = count_in(*head, "out_channels");
        stack.head = {count_in(*head, "kernel_size"), count_or(*head, "head_dilation", 1)};
        stack.head_bias = is_true(*head, "bias");
    } else {
        stack.outputs = count_in(layer, "head_size");
        stack.head_bias = is_true(layer, "head_bias");
    }
    if (stack.channels == 0 || stack.outputs == 0 || stack.head.kernel == 0 || stack.head.dilation == 0)
        throw Refusal("config", "a stack of 0 channels, or a head of 0 values or steps");
    refuse_the_rest(layer, stack.channels);
    return stack;
}

/// (outputs, inputs, kernel) in the file.
Tensor taken(NamWeights& weights, std::size_t outputs, std::size_t inputs, std::size_t kernel) {
    return permuted(weights.take({outputs, inputs, kernel}), {2, 1, 0});
}

void take_parts(const WaveNetStack& stack, std::size_t inputs, std::size_t features, NamWeights& weights,
                std::vector<Tensor>& parts) {
    parts.push_back(taken(weights, stack.channels, inputs, 1));
    for (const DilatedKernel& layer : stack.layers) {
        parts.push_back(taken(weights, stack.sums(), stack.channels, layer.kernel));
        parts.push_back(weights.take({stack.sums()}));
        parts.push_back(taken(weights, stack.sums(), features, 1));
        parts.push_back(taken(weights, stack.channels, stack.channels, 1));
        parts.push_back(weights.take({stack.channels}));
    }
    parts.push_back(taken(weights, stack.outputs, stack.channels, stack.head.kernel));
    if (stack.head_bias) parts.push_back(weights.take({stack.outputs}));
}

void scale(Tensor& tensor, double by) {
    for (double& value : tensor.values) value *= by;
}

}  // namespace

std::size_t add_wave_net(Model& model, NamWeights& weights, const Json& config) {
    for (const char* const name : {"condition_dsp", "head"})
        if (const Json* const found = find(config, name); found && !found->is_nothing()) refuse(name);
    const Json& layers = member("config", config, "layers");
    if (!layers.is_list() || layers.content->items.empty())
        throw Refusal("config", "\"layers\" is not a list of objects");
    const std::size_t features = model.input().back();
    std::vector<WaveNetStack> stacks;
    std::vector<Tensor> parts;
    std::size_t inputs = features;
    for (const Json& layer : layers.content->items) {
        stacks.push_back(stack_of(layer));
        if (count_in(layer, "input_size") != inputs || count_in(layer, "condition_size") != features)
            throw Refusal("config", "a stack takes " + std::to_string(count_in(layer, "input_size")) +
                                        " channels and " + std::to_string(count_in(layer, "condition_size")) +
                                        " of the condition, but is given " + std::to_string(inputs) +
                                        " and " + std::to_string(features));
        take_parts(stacks.back(), inputs, features, weights, parts);
        inputs = stacks.back().channels;
    }
    // What the last layer would hand on, nobody takes.
    const std::ptrdiff_t of_head = stacks.back().head_bias ? 2 : 1;
    parts.erase(parts.end() - of_head - 2, parts.end() - of_head);
    const double head_scale = weights.take({1}).values[0];
    for (auto part = parts.end() - of_head; part != parts.end(); ++part) scale(*part, head_scale);
    auto layer = std::make_unique<WaveNet>(model.input(), std::move(stacks), std::move(parts));
    const std::size_t reach = layer->reach();
    model.add(std::move(layer));
    return reach;
}

}  // namespace ctnn_tool
