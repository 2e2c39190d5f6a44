#pragma once

#include <cstdint>
#include <string>
#include <type_traits>

#include <ctnn/activations/elu.hpp>
#include <ctnn/activations/exponential.hpp>
#include <ctnn/activations/fast.hpp>
#include <ctnn/activations/gelu.hpp>
#include <ctnn/activations/hard_sigmoid.hpp>
#include <ctnn/activations/hard_swish.hpp>
#include <ctnn/activations/hard_tanh.hpp>
#include <ctnn/activations/leaky_relu.hpp>
#include <ctnn/activations/linear.hpp>
#include <ctnn/activations/mish.hpp>
#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/relu6.hpp>
#include <ctnn/activations/selu.hpp>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/silu.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/softplus.hpp>
#include <ctnn/activations/softsign.hpp>
#include <ctnn/activations/step.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/engine/placed/norm.hpp>
#include <ctnn/io/onnx_graph.hpp>

// Activations as operators of ONNX. Exact types only: one that a program derives from ours may do anything.

namespace ctnn::detail::inline CTNN_CODE {

/// Whether there is an operator: `unknown` is what has none, or void.
template <class Unknown = void>
struct OnnxKnows {
    using unknown = Unknown;
};

/// The first type that has no operator, or void.
template <class... Translated>
struct FirstUnknown : std::type_identity<void> {};
template <class First, class... Rest>
struct FirstUnknown<First, Rest...>
    : std::conditional_t<std::is_void_v<typename First::unknown>, FirstUnknown<Rest...>,
                         std::type_identity<typename First::unknown>> {};

/// What recurrent layers call an activation, with up to two numbers.
struct OnnxCellFunction {
    const char* name;
    std::size_t count = 0;
    float alpha = 0, beta = 0;
};

/// `write(graph, layer, x, channels)` appends what Act is, and returns the name of its output; `channels` is
/// the axis along which a Softmax sums. `in_cell` is what recurrent layers have of it, if they have it.
template <class Act>
struct OnnxActivation : OnnxKnows<Act> {};

template <>
struct OnnxActivation<Linear> : OnnxKnows<> {
    static constexpr OnnxCellFunction in_cell{"Affine", 2, 1, 0};
    static std::string write(OnnxGraph&, const std::string&, const std::string& x, std::int64_t) { return x; }
};

template <>
struct OnnxActivation<ReLU> : OnnxKnows<> {
    static constexpr OnnxCellFunction in_cell{"Relu"};
    static std::string write(OnnxGraph& graph, const std::string& layer, const std::string& x, std::int64_t) {
        return graph.node("Relu", layer, {x});
    }
};

template <>
struct OnnxActivation<Tanh> : OnnxKnows<> {
    static constexpr OnnxCellFunction in_cell{"Tanh"};
    static std::string write(OnnxGraph& graph, const std::string& layer, const std::string& x, std::int64_t) {
        return graph.node("Tanh", layer, {x});
    }
};

template <>
struct OnnxActivation<Sigmoid> : OnnxKnows<> {
    static constexpr OnnxCellFunction in_cell{"Sigmoid"};
    static std::string write(OnnxGraph& graph, const std::string& layer, const std::string& x, std::int64_t) {
        return graph.node("Sigmoid", layer, {x});
    }
};

template <>
struct OnnxActivation<Softplus> : OnnxKnows<> {
    static constexpr OnnxCellFunction in_cell{"Softplus"};
    static std::string write(OnnxGraph& graph, const std::string& layer, const std::string& x, std::int64_t) {
        return graph.node("Softplus", layer, {x});
    }
};

template <>
struct OnnxActivation<Softsign> : OnnxKnows<> {
    static constexpr OnnxCellFunction in_cell{"Softsign"};
    static std::string write(OnnxGraph& graph, const std::string& layer, const std::string& x, std::int64_t) {
        return graph.node("Softsign", layer, {x});
    }
};

template <>
struct OnnxActivation<Exponential> : OnnxKnows<> {
    static std::string write(OnnxGraph& graph, const std::string& layer, const std::string& x, std::int64_t) {
        return graph.node("Exp", layer, {x});
    }
};

template <>
struct OnnxActivation<HardSwish> : OnnxKnows<> {
    static std::string write(OnnxGraph& graph, const std::string& layer, const std::string& x, std::int64_t) {
        return graph.node("HardSwish", layer, {x});
    }
};

template <>
struct OnnxActivation<ELU> : OnnxKnows<> {
    static constexpr OnnxCellFunction in_cell{"Elu", 1, 1};
    static std::string write(OnnxGraph& graph, const std::string& layer, const std::string& x, std::int64_t) {
        return graph.node("Elu", layer, {x}, {{"alpha", 1.0}});
    }
};

template <>
struct OnnxActivation<SELU> : OnnxKnows<> {
    static std::string write(OnnxGraph& graph, const std::string& layer, const std::string& x, std::int64_t) {
        constexpr double gamma = SELU::scale<double>, alpha = SELU::depth<double> / gamma;
        return graph.node("Selu", layer, {x}, {{"alpha", alpha}, {"gamma", gamma}});
    }
};

template <class Slope>
struct OnnxActivation<LeakyReLUOf<Slope>> : OnnxKnows<> {
    static constexpr OnnxCellFunction in_cell{"LeakyRelu", 1, ratio_value<float, Slope>};
    static std::string write(OnnxGraph& graph, const std::string& layer, const std::string& x, std::int64_t) {
        return graph.node("LeakyRelu", layer, {x}, {{"alpha", ratio_value<double, Slope>}});
    }
};
template <>
struct OnnxActivation<LeakyReLU> : OnnxActivation<LeakyReLUOf<std::ratio<1, 100>>> {};

template <class Slope>
struct OnnxActivation<HardSigmoidOf<Slope>> : OnnxKnows<> {
    static constexpr OnnxCellFunction in_cell{"HardSigmoid", 2, ratio_value<float, Slope>, 0.5f};
    static std::string write(OnnxGraph& graph, const std::string& layer, const std::string& x, std::int64_t) {
        return graph.node("HardSigmoid", layer, {x}, {{"alpha", ratio_value<double, Slope>}, {"beta", 0.5}});
    }
};
template <>
struct OnnxActivation<HardSigmoid> : OnnxActivation<HardSigmoidOf<std::ratio<1, 6>>> {};
template <>
struct OnnxActivation<KerasHardSigmoid> : OnnxActivation<HardSigmoidOf<std::ratio<1, 5>>> {};

template <class Low, class High>
struct OnnxActivation<HardTanhOf<Low, High>> : OnnxKnows<> {
    static std::string write(OnnxGraph& graph, const std::string& layer, const std::string& x, std::int64_t) {
        const std::string low = graph.constant(layer, ratio_value<double, Low>);
        return graph.node("Clip", layer, {x, low, graph.constant(layer, ratio_value<double, High>)});
    }
};
template <>
struct OnnxActivation<HardTanh> : OnnxActivation<HardTanhOf<std::ratio<-1>, std::ratio<1>>> {};
template <>
struct OnnxActivation<ReLU6> : OnnxActivation<HardTanhOf<std::ratio<0>, std::ratio<6>>> {};

/// x > 0, as a number.
template <>
struct OnnxActivation<Step> : OnnxKnows<> {
    static std::string write(OnnxGraph& graph, const std::string& layer, const std::string& x, std::int64_t) {
        const std::string above = graph.node("Greater", layer, {x, graph.constant(layer, 0)});
        return graph.node("Cast", layer, {above}, {{"to", graph.number_type()}});
    }
};

/// x sigmoid(x).
template <>
struct OnnxActivation<SiLU> : OnnxKnows<> {
    static std::string write(OnnxGraph& graph, const std::string& layer, const std::string& x, std::int64_t) {
        return graph.node("Mul", layer, {x, graph.node("Sigmoid", layer, {x})});
    }
};

/// x tanh(softplus(x)).
template <>
struct OnnxActivation<Mish> : OnnxKnows<> {
    static std::string write(OnnxGraph& graph, const std::string& layer, const std::string& x, std::int64_t) {
        const std::string softplus = graph.node("Softplus", layer, {x});
        return graph.node("Mul", layer, {x, graph.node("Tanh", layer, {softplus})});
    }
};

/// x (1 + erf(x / sqrt 2)) / 2, in the order in which PyTorch writes it, so that runtimes know it again.
template <>
struct OnnxActivation<GELU> : OnnxKnows<> {
    static std::string write(OnnxGraph& graph, const std::string& layer, const std::string& x, std::int64_t) {
        const std::string scaled =
            graph.node("Div", layer, {x, graph.constant(layer, 1.4142135623730950488)});
        const std::string erf = graph.node("Erf", layer, {scaled});
        const std::string twice = graph.node("Add", layer, {erf, graph.constant(layer, 1)});
        const std::string product = graph.node("Mul", layer, {x, twice});
        return graph.node("Mul", layer, {product, graph.constant(layer, 0.5)});
    }
};

template <>
struct OnnxActivation<Softmax> : OnnxKnows<> {
    static std::string write(OnnxGraph& graph, const std::string& layer, const std::string& x,
                             std::int64_t channels) {
        return graph.node("Softmax", layer, {x}, {{"axis", channels}});
    }
};

/// Files have no approximate ones.
template <class Act>
struct OnnxActivation<Fast<Act>> : OnnxActivation<Act> {};

}  // namespace ctnn::detail::inline CTNN_CODE
