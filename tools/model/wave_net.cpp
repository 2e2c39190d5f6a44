#include "model/wave_net.hpp"

#include <cmath>
#include <ctnn/core/sizes.hpp>
#include <utility>

#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::size_product;
using ctnn::detail::size_sum;

/// `Dilated<3, 1, 2>`, or several such in turn.
std::string layers_text(const std::vector<DilatedKernel>& layers) {
    std::vector<std::string> groups, arguments;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (arguments.empty()) arguments.push_back(std::to_string(layers[i].kernel));
        arguments.push_back(std::to_string(layers[i].dilation));
        if (i + 1 < layers.size() && layers[i + 1].kernel == layers[i].kernel) continue;
        groups.push_back(templated("ctnn::Dilated", arguments));
        arguments.clear();
    }
    return groups.size() == 1 ? groups[0] : templated("ctnn::InTurn", groups);
}

std::string stack_text(const WaveNetStack& stack) {
    std::string options;
    const auto add = [&](bool wanted, const std::string& text) {
        if (wanted) options += (options.empty() ? "" : ", ") + text;
    };
    add(stack.gated, ".gated = true");
    add(stack.head_bias, ".head_bias = true");
    add(stack.head.kernel != 1, ".head_kernel = " + std::to_string(stack.head.kernel));
    add(stack.head.dilation != 1, ".head_dilation = " + std::to_string(stack.head.dilation));
    std::vector<std::string> arguments{std::to_string(stack.channels), layers_text(stack.layers),
                                       std::to_string(stack.outputs)};
    if (stack.activation.type != "ctnn::Tanh" || !options.empty())
        arguments.emplace_back(stack.activation.type);
    if (!options.empty()) arguments.push_back("ctnn::WaveNetOptions{" + options + '}');
    return templated("ctnn::WaveNetStack", arguments);
}

void add_to(Values& to, const Values& from) {
    for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
}

}  // namespace

WaveNet::WaveNet(const Shape& input, std::vector<WaveNetStack> stacks, std::vector<Tensor> parts)
    : stacks_(std::move(stacks)) {
    const std::size_t features = input.back();
    std::size_t next = 0, inputs = features;
    const auto take = [&](const std::string& name, const Shape& shape) {
        if (next == parts.size()) throw Refusal("it has too few parts");
        add_part(name, std::move(parts[next++]), shape);
    };
    const auto weigh = [&](const std::string& name, const Shape& shape, bool bias) {
        take(name + ".weight", shape);
        weights_ = size_sum(weights_, size_of(shape));
        if (bias) take(name + ".bias", {shape.back()});
    };
    for (std::size_t s = 0; s < stacks_.size(); ++s) {
        const WaveNetStack& stack = stacks_[s];
        const std::string path = std::to_string(s) + '.';
        if (s > 0 && stacks_[s - 1].outputs != stack.channels)
            throw Refusal("a head of " + std::to_string(stacks_[s - 1].outputs) +
                          " values before a stack of " + std::to_string(stack.channels) + " channels");
        weigh(path + "rechannel", {1, inputs, stack.channels}, false);
        for (std::size_t l = 0; l < stack.layers.size(); ++l) {
            const std::string layer = path + std::to_string(l) + '.';
            weigh(layer + "conv", {stack.layers[l].kernel, stack.channels, stack.sums()}, true);
            weigh(layer + "mixin", {1, features, stack.sums()}, false);
            if (has_output(s, l)) weigh(layer + "output", {1, stack.channels, stack.channels}, true);
        }
        weigh(path + "head", {stack.head.kernel, stack.channels, stack.outputs}, stack.head_bias);
        inputs = stack.channels;
    }
    place(input, {input[0], stacks_.back().outputs});
}

std::string WaveNet::declaration() const {
    std::vector<std::string> arguments;
    for (const WaveNetStack& stack : stacks_) arguments.push_back(stack_text(stack));
    return templated("ctnn::WaveNet", arguments);
}

std::size_t WaveNet::multiply_adds() const { return size_product(input()[0], weights_); }

std::size_t WaveNet::reach() const {
    std::size_t sum = 0;
    const auto add = [&](const DilatedKernel& one) {
        sum = size_sum(sum, size_product(one.kernel - 1, one.dilation));
    };
    for (const WaveNetStack& stack : stacks_) {
        for (const DilatedKernel& layer : stack.layers) add(layer);
        add(stack.head);
    }
    return sum;
}

Values WaveNet::convolved(const Values& x, std::size_t channels, std::size_t outputs, DilatedKernel kernel,
                          bool bias, std::size_t& next) const {
    const Values& w = part(next++);
    const std::size_t steps = input()[0];
    Values y(steps * outputs, 0);
    if (bias) {
        const Values& b = part(next++);
        for (std::size_t i = 0; i < y.size(); ++i) y[i] = b[i % outputs];
    }
    for (std::size_t k = 0; k < kernel.kernel; ++k) {
        const std::size_t ago = size_product(kernel.kernel - 1 - k, kernel.dilation);
        for (std::size_t t = ago; t < steps; ++t)
            for (std::size_t i = 0; i < channels; ++i)
                for (std::size_t o = 0; o < outputs; ++o)
                    y[t * outputs + o] += x[(t - ago) * channels + i] * w[(k * channels + i) * outputs + o];
    }
    return y;
}

Values WaveNet::run(const Values& features) const {
    const std::size_t steps = input()[0], width = input()[1];
    std::size_t next = 0, inputs = width;
    Values x = features, head(steps * stacks_[0].channels, 0);
    for (std::size_t s = 0; s < stacks_.size(); ++s) {
        const WaveNetStack& stack = stacks_[s];
        x = convolved(x, inputs, stack.channels, {}, false, next);
        for (std::size_t l = 0; l < stack.layers.size(); ++l) {
            Values sums = convolved(x, stack.channels, stack.sums(), stack.layers[l], true, next);
            add_to(sums, convolved(features, width, stack.sums(), {}, false, next));
            Values z(steps * stack.channels);
            for (std::size_t i = 0; i < z.size(); ++i) {
                const double* const at = sums.data() + i / stack.channels * stack.sums() + i % stack.channels;
                z[i] = stack.activation.value(*at);
                if (stack.gated) z[i] /= 1 + std::exp(-at[stack.channels]);
            }
            add_to(head, z);
            if (has_output(s, l)) add_to(x, convolved(z, stack.channels, stack.channels, {}, true, next));
        }
        head = convolved(head, stack.channels, stack.outputs, stack.head, stack.head_bias, next);
        inputs = stack.channels;
    }
    return head;
}

}  // namespace ctnn_tool
