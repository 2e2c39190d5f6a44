#include "formats/onnx_activation.hpp"

#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> table{
    {{"Relu", "relu"},
     {"Sigmoid", "sigmoid"},
     {"Tanh", "tanh"},
     {"Elu", "elu"},
     {"Selu", "selu"},
     {"Softplus", "softplus"},
     {"Softsign", "softsign"},
     {"Exp", "exponential"},
     {"Mish", "mish"},
     {"HardSwish", "hard_swish"},
     {"HardSigmoid", "hard_sigmoid"},
     {"Gelu", "gelu"}}};

}  // namespace

const Activation* onnx_activation(const OnnxNode& node) {
    for (const auto& [own, name] : table) {
        if (own != node.operation) continue;
        if (own == "Elu" && node.real("alpha", 1) != 1)
            throw Refusal("an Elu of another alpha than 1 is not translated");
        if (own == "HardSigmoid" &&
            (std::abs(node.real("alpha", 0.2f) * 6 - 1) > 1e-6 || node.real("beta", 0.5f) != 0.5))
            throw Refusal("a HardSigmoid of another slope than 1/6 is not translated");
        if (own == "Gelu" && node.text("approximate", "none") != "none")
            throw Refusal("a Gelu that is approximate is not translated");
        if (own == "Selu" && (node.attributes.contains("alpha") || node.attributes.contains("gamma")))
            throw Refusal("a Selu of other numbers is not translated");
        return activation_named(name);
    }
    return nullptr;
}

}  // namespace ctnn_tool
