#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/engine/placed/row_norm.hpp>
#include <ctnn/io/onnx_layer.hpp>
#include <ctnn/layers/batch_norm.hpp>
#include <ctnn/layers/group_norm.hpp>
#include <ctnn/layers/no_affine.hpp>

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

/// InstanceNormalization of the groups, each as one channel, for GroupNormalization comes with opset 18; then
/// the scales and shifts. Where each channel is a group, that alone.
template <class In, std::size_t Groups, class Epsilon>
struct OnnxLayer<GroupNormOn<In, Groups, Epsilon>> : OnnxKnows<> {
    static constexpr std::size_t channels = last_extent<In>;

    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        OnnxValue y = channels_first(graph, at.layer, x);
        const auto scale = along_channels(graph, at.layer + ".gamma", at.parameters, 0, y);
        const auto shift = along_channels(graph, at.layer + ".beta", at.parameters, 1, y);
        y.name = grouped(graph, at, y.name, {0, signed_of(Groups), -1});
        const std::string ones = graph.constant(at.layer + ".ones", {signed_of(Groups)},
                                                std::vector<double>(Groups, 1)),
                          zeros = graph.constant(at.layer + ".zeros", {signed_of(Groups)},
                                                 std::vector<double>(Groups));
        y.name = graph.node("InstanceNormalization", at.layer, {y.name, ones, zeros},
                            {{"epsilon", ratio_value<double, Epsilon>}});
        OnnxIntegers back{0, signed_of(channels)};
        for (std::size_t i = 0; i + 1 < In::rank; ++i) back.push_back(signed_of(In::extents[i]));
        y.name = grouped(graph, at, y.name, back);
        y.name = graph.node("Mul", at.layer, {y.name, scale});
        y.name = graph.node("Add", at.layer, {y.name, shift});
        return y;
    }

  private:
    static std::string grouped(OnnxGraph& graph, const OnnxPlace& at, const std::string& x,
                               const OnnxIntegers& shape) {
        return graph.node("Reshape", at.layer, {x, graph.integers(at.layer + ".shape", shape)});
    }
    /// Along the channels, wherever they are.
    static std::string along_channels(OnnxGraph& graph, const std::string& name, const double* values,
                                      std::size_t index, const OnnxValue& beside) {
        OnnxIntegers extents{signed_of(channels)};
        if (beside.channels_first) extents.resize(In::rank, 1);
        values += index * channels;
        return graph.constant(name, extents, std::vector<double>(values, values + channels));
    }
};

template <class In, std::size_t Channels, class Epsilon>
    requires(In::rank > 1 && last_extent<In> == Channels)
struct OnnxLayer<GroupNormOn<In, Channels, Epsilon>> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        OnnxValue y = channels_first(graph, at.layer, x);
        const std::string gamma = by_channel(graph, at.layer + ".gamma", at.parameters, Channels, 0),
                          beta = by_channel(graph, at.layer + ".beta", at.parameters, Channels, 1);
        y.name = graph.node("InstanceNormalization", at.layer, {y.name, gamma, beta},
                            {{"epsilon", ratio_value<double, Epsilon>}});
        return y;
    }
};

/// The norm with scales of 1 and shifts of 0: its operator has them always.
template <class L>
struct OnnxLayer<WithoutAffineOn<L>> : OnnxKnows<typename OnnxLayer<L>::unknown> {
    static OnnxValue write(OnnxGraph& graph, OnnxPlace at, const OnnxValue& x) {
        at.parameters = unlearned<L, double>.data();
        return OnnxLayer<L>::write(graph, at, x);
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
