#include "formats/onnx_activation.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <string_view>
#include <utility>

#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 11> table{{{"Relu", "relu"},
                                                                               {"Sigmoid", "sigmoid"},
                                                                               {"Tanh", "tanh"},
                                                                               {"Elu", "elu"},
                                                                               {"Selu", "selu"},
                                                                               {"Softplus", "softplus"},
                                                                               {"Softsign", "softsign"},
                                                                               {"Exp", "exponential"},
                                                                               {"Mish", "mish"},
                                                                               {"HardSwish", "hard_swish"},
                                                                               {"Gelu", "gelu"}}};

constexpr double infinity = std::numeric_limits<double>::infinity();

const Activation& named(std::string_view name) { return *activation_named(name); }

/// The least or the greatest number that a Clip gives; none beyond what float has.
double limit_of(const OnnxInputs& in, std::size_t input, const char* attribute, double none) {
    const double told = in.has(input) ? in.constant(input).values->front() : in.node.real(attribute, none);
    return std::abs(told) > 3e38 ? std::copysign(infinity, told) : told;
}

void clip(OnnxChain& chain, double least, double most) {
    if (!(least < most)) throw Refusal("a Clip from a number that is not below the other is not translated");
    if (least == 0 && most == 6) return chain.activation(named("relu6"));
    if (least == -infinity && most == infinity) return;
    const bool has_both = least != -infinity && most != infinity;
    // As max(x - least, 0), as min(x, most) turned around, or as a HardTanh of another middle and width.
    const double times = has_both ? (most - least) / 2 : least == -infinity ? -1 : 1;
    const double plus = has_both ? least + times : least == -infinity ? most : least;
    if (times != 1 || plus != 0) chain.affine(1 / times, -plus / times);
    chain.activation(named(has_both ? "hard_tanh" : "relu"));
    if (times != 1 || plus != 0) chain.affine(times, plus);
}

void add_clip(OnnxChain& chain, const OnnxInputs& in) {
    clip(chain, limit_of(in, 1, "min", -infinity), limit_of(in, 2, "max", infinity));
}

/// Max or Min of one number and what is computed.
void add_limit(OnnxChain& chain, const OnnxInputs& in) {
    const std::size_t beside = in.data == 0 ? 1 : 0;
    if (in.constant(beside).values->size() != 1)
        throw Refusal("a maximum or a minimum of several constants is not translated");
    const double limit = limit_of(in, beside, "", 0);
    if (in.node.operation == "Max")
        clip(chain, limit, infinity);
    else
        clip(chain, -infinity, limit);
}

/// max(0, min(1, alpha x + beta)), of which ours has alpha 1 / 6 and beta 1 / 2.
void add_hard_sigmoid(OnnxChain& chain, const OnnxInputs& in) {
    const double alpha = in.node.real("alpha", 0.2f) * 6, beta = (in.node.real("beta", 0.5) - 0.5) * 6;
    if (std::abs(alpha - 1) > 1e-6 || beta != 0) chain.affine(alpha, beta);
    chain.activation(named("hard_sigmoid"));
}

/// alpha ELU(x / alpha).
void add_celu(OnnxChain& chain, double alpha) {
    if (!(alpha > 0)) throw Refusal("a Celu of an alpha that is not above 0 is not translated");
    if (alpha != 1) chain.affine(1 / alpha, 0);
    chain.activation(named("elu"));
    if (alpha != 1) chain.affine(alpha, 0);
}

void add_softmax(OnnxChain& chain, const OnnxInputs& in) {
    const std::int64_t axis = in.node.integer("axis", in.version < 13 ? 1 : -1);
    const auto last = static_cast<std::int64_t>(chain.shape().size()) - 1;
    // Before version 13 it is taken of all axes from that one on.
    if (in.version >= 13 || axis == -1 || axis == last) return chain.softmax(axis);
    if (axis != 1) throw Refusal("Softmax over several axes is not translated");
    chain.softmax_of_sample();
}

/// One that has a name here.
const Activation* named_for(const OnnxInputs& in) {
    const OnnxNode& node = in.node;
    for (const auto& [own, name] : table) {
        if (own != node.operation) continue;
        if (own == "Elu" && node.real("alpha", 1) != 1)
            throw Refusal("an Elu of another alpha than 1 is not translated");
        if (own == "Selu" && (std::abs(node.real("alpha", 1.67326319217681884765625) - 1.6732632) > 1e-6 ||
                              std::abs(node.real("gamma", 1.05070102214813232421875) - 1.0507010) > 1e-6))
            throw Refusal("a Selu of other numbers is not translated");
        return activation_named(name);
    }
    return nullptr;
}

}  // namespace

bool add_onnx_activation(OnnxChain& chain, const OnnxInputs& in) {
    const std::string_view operation = in.node.operation;
    if (operation == "Gelu" && in.node.text("approximate", "none") == "tanh")
        return chain.gelu_by_tanh(), true;
    if (const Activation* const activation = named_for(in)) return chain.activation(*activation), true;
    if (operation == "LeakyRelu") {
        const double slope = in.node.real("alpha", 0.01f);
        return chain.prelu({{1}, std::make_shared<const Values>(1, slope)}), true;
    }
    if (operation == "PRelu" && in.data == 0) return chain.prelu(in.constant(1)), true;
    if (operation == "Clip") return add_clip(chain, in), true;
    if (operation == "HardSigmoid") return add_hard_sigmoid(chain, in), true;
    if ((operation == "Max" || operation == "Min") && in.node.inputs.size() == 2)
        return add_limit(chain, in), true;
    if (operation == "Greater" && in.data == 0 && in.constant(1).values->size() == 1 &&
        in.constant(1).values->front() == 0)
        return chain.activation(named("step")), true;
    if (operation == "Celu") return add_celu(chain, in.node.real("alpha", 1)), true;
    if (operation == "Softmax") return add_softmax(chain, in), true;
    return false;
}

}  // namespace ctnn_tool
