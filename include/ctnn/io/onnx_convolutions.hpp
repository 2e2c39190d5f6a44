#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/engine/placed/convolution.hpp>
#include <ctnn/engine/placed/transposed.hpp>
#include <ctnn/io/onnx_layer.hpp>
#include <ctnn/kernels/convolution/convolution.hpp>

// In ONNX: convolutions. Their kernels are (filters, channels, rows, columns) there, or (channels, filters,
// rows, columns) the other way, and ours (rows, columns, channels, filters) and (rows, columns, filters,
// channels): the last axis becomes the first, the one before it the second.

namespace ctnn::detail::inline CTNN_CODE {

/// Where windows are, axis by axis: zeros before all axes, then those behind them.
inline std::vector<OnnxAttribute> window_attributes(const std::vector<Axis>& axes) {
    OnnxIntegers pads, strides, windows;
    for (const Axis& axis : axes) {
        pads.push_back(signed_of(axis.before));
        strides.push_back(signed_of(axis.stride));
        windows.push_back(signed_of(axis.window));
    }
    for (const Axis& axis : axes) pads.push_back(signed_of(axis.after));
    return {{"kernel_shape", windows}, {"pads", pads}, {"strides", strides}};
}

/// The axes of a sample of Rank axes, the last of which are its channels; a sequence has no rows.
template <std::size_t Rank>
std::vector<Axis> onnx_axes(const Axis& rows, const Axis& columns) {
    return Rank == 2 ? std::vector<Axis>{columns} : std::vector<Axis>{rows, columns};
}

inline std::vector<OnnxAttribute> convolution_attributes(const std::vector<Axis>& axes, std::size_t groups) {
    std::vector<OnnxAttribute> attributes = window_attributes(axes);
    OnnxIntegers dilations;
    for (const Axis& axis : axes) dilations.push_back(signed_of(axis.dilation));
    attributes.insert(attributes.begin(), {OnnxAttribute{"dilations", dilations}, {"group", groups}});
    return attributes;
}

/// A kernel of `inner` times `outer` weights for each position of the window, with the outer ones first; and
/// as many biases behind it as there are filters, or none.
inline OnnxValue convolved(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x, const char* op,
                           const std::vector<Axis>& axes, std::size_t inner, std::size_t outer,
                           std::size_t biases, const std::vector<OnnxAttribute>& attributes) {
    std::vector<std::size_t> extents, order{axes.size() + 1, axes.size()};
    OnnxIntegers shape{signed_of(outer), signed_of(inner)};
    std::size_t weights = inner * outer;
    for (const Axis& axis : axes) {
        order.push_back(extents.size());
        extents.push_back(axis.window);
        shape.push_back(signed_of(axis.window));
        weights *= axis.window;
    }
    extents.insert(extents.end(), {inner, outer});
    OnnxValue y = channels_first(graph, at.layer, x);
    std::vector<std::string> inputs{y.name};
    inputs.push_back(graph.constant(at.layer + ".weight", shape, turned(at.parameters, extents, order)));
    const double* const from = at.parameters + weights;
    if (biases > 0)
        inputs.push_back(graph.constant(at.layer + ".bias", {signed_of(biases)},
                                        std::vector<double>(from, from + biases)));
    y.name = graph.node(op, at.layer, inputs, attributes);
    return y;
}

template <class In, class Out, kernels::Convolution C, class Act, class Init, bool HasBias>
struct OnnxLayer<ConvolutionOn<In, Out, C, Act, Init, HasBias>>
    : OnnxKnows<typename OnnxActivation<Act>::unknown> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        const std::vector<Axis> axes = onnx_axes<In::rank>(C.rows, C.columns);
        OnnxValue y = convolved(graph, at, x, "Conv", axes, C.group_channels(), C.filters,
                                HasBias ? C.filters : 0, convolution_attributes(axes, C.groups));
        y.extents = onnx_extents<Out>();
        return activated<Act>(graph, at.layer, y);
    }
};

/// C goes from the output to the input.
template <class In, kernels::Convolution C, class Act, class Init, bool HasBias>
struct OnnxLayer<TransposedOn<In, C, Act, Init, HasBias>> : OnnxKnows<typename OnnxActivation<Act>::unknown> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        const std::vector<Axis> axes = onnx_axes<In::rank>(C.rows, C.columns);
        std::vector<OnnxAttribute> attributes = convolution_attributes(axes, C.groups);
        OnnxIntegers more;
        for (std::size_t i = 0; i < axes.size(); ++i) {
            const Axis& axis = axes[i];
            const std::size_t painted = (In::extents[i] - 1) * axis.stride + axis.reach();
            more.push_back(signed_of(axis.in + axis.before + axis.after - painted));
        }
        attributes.emplace_back("output_padding", more);
        OnnxValue y = convolved(graph, at, x, "ConvTranspose", axes, C.group_channels(), C.filters,
                                HasBias ? C.channels : 0, attributes);
        y.extents = onnx_extents<TransposedShape<In, C>>();
        return activated<Act>(graph, at.layer, y);
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
