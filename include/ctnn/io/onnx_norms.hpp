#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/engine/placed/row_norm.hpp>
#include <ctnn/io/onnx_layer.hpp>
#include <ctnn/layers/batch_norm.hpp>

// In ONNX: layers that normalise.

namespace ctnn::detail::inline CTNN_CODE {

/// Constant number `index` of those that have a value for each channel and lie one after the other.
inline std::string by_channel(OnnxGraph& graph, const std::string& name, const double* values,
                              std::size_t channels, std::size_t index) {
    values += index * channels;
    return graph.constant(name, {signed_of(channels)}, std::vector<double>(values, values + channels));
}

template <class In, class Momentum, class Epsilon>
struct OnnxLayer<BatchNormOn<In, Momentum, Epsilon>> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        constexpr std::size_t channels = last_extent<In>;
        OnnxValue y = channels_first(graph, at.layer, x);
        std::vector<std::string> inputs{y.name};
        inputs.push_back(by_channel(graph, at.layer + ".gamma", at.parameters, channels, 0));
        inputs.push_back(by_channel(graph, at.layer + ".beta", at.parameters, channels, 1));
        inputs.push_back(by_channel(graph, at.layer + ".mean", at.state, channels, 0));
        inputs.push_back(by_channel(graph, at.layer + ".variance", at.state, channels, 1));
        y.name =
            graph.node("BatchNormalization", at.layer, inputs, {{"epsilon", ratio_value<double, Epsilon>}});
        return y;
    }
};

/// LayerNormalization; that without the mean has no operator before opset 23 and is what it computes.
template <class In, bool Centred, class Epsilon>
struct OnnxLayer<RowNormOn<In, Centred, Epsilon>> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        constexpr std::size_t channels = last_extent<In>;
        OnnxValue y = channels_last(graph, at.layer, x);
        const std::string gamma = by_channel(graph, at.layer + ".gamma", at.parameters, channels, 0);
        if constexpr (Centred) {
            const std::string beta = by_channel(graph, at.layer + ".beta", at.parameters, channels, 1);
            y.name = graph.node("LayerNormalization", at.layer, {y.name, gamma, beta},
                                {{"axis", -1}, {"epsilon", ratio_value<double, Epsilon>}});
        } else {
            const std::string square = graph.node("Mul", at.layer, {y.name, y.name});
            const std::string mean =
                graph.node("ReduceMean", at.layer, {square}, {{"axes", OnnxIntegers{-1}}, {"keepdims", 1}});
            const std::string above =
                graph.node("Add", at.layer, {mean, graph.constant(at.layer, ratio_value<double, Epsilon>)});
            const std::string root = graph.node("Sqrt", at.layer, {above});
            const std::string normal = graph.node("Div", at.layer, {y.name, root});
            y.name = graph.node("Mul", at.layer, {normal, gamma});
        }
        return y;
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
