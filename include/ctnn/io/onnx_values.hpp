#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/engine/kernel_layer.hpp>
#include <ctnn/io/onnx_layer.hpp>
#include <ctnn/kernels/values/permute.hpp>
#include <ctnn/layers/activation.hpp>
#include <ctnn/layers/dropout.hpp>
#include <ctnn/layers/flatten.hpp>
#include <ctnn/layers/gaussian_noise.hpp>
#include <ctnn/layers/permute.hpp>
#include <ctnn/layers/prelu.hpp>
#include <ctnn/layers/reshape.hpp>

// In ONNX: layers that see one value at a time, or only move values.

namespace ctnn::detail::inline CTNN_CODE {

/// What predicts nothing else than its input.
struct OnnxNothing : OnnxKnows<> {
    static OnnxValue write(OnnxGraph&, const OnnxPlace&, const OnnxValue& x) { return x; }
};
template <class In, class Rate>
struct OnnxLayer<DropoutOn<In, Rate>> : OnnxNothing {};
template <class In, class Sigma>
struct OnnxLayer<GaussianNoiseOn<In, Sigma>> : OnnxNothing {};

/// One that works on whole samples sees them as a row.
template <class In, class Act>
struct OnnxLayer<ActivationOn<In, Act>> : OnnxKnows<typename OnnxActivation<Act>::unknown> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        if constexpr (Elementwise<Act> || In::rank == 1) {
            return activated<Act>(graph, at.layer, x);
        } else {
            const OnnxValue row = flattened(graph, at.layer, x);
            return reshaped(graph, at.layer, activated<Act>(graph, at.layer, row), x.extents);
        }
    }
};

template <class In>
struct OnnxLayer<Flatten::on<In>> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        return flattened(graph, at.layer, x);
    }
};

template <class In, class Out>
struct OnnxLayer<ReshapeOn<In, Out>> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        return reshaped(graph, at.layer, x, onnx_extents<Out>());
    }
};

template <class In, class Out, std::size_t Size, auto P>
struct OnnxLayer<KernelOn<In, Out, Permuting<Size, P>>> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        OnnxValue y = channels_last(graph, at.layer, x);
        OnnxIntegers axes{0};
        for (const std::size_t axis : P.axes) axes.push_back(signed_of(axis) + 1);
        y.name = graph.node("Transpose", at.layer, {y.name}, {{"perm", axes}});
        y.extents = onnx_extents<Out>();
        return y;
    }
};

/// Slopes are as many as the axes that they belong to, from the last one on; ONNX repeats them along others.
template <class In, Slopes S>
struct OnnxLayer<PReLUOn<In, S>> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        OnnxValue y = S == Slopes::by_value ? channels_last(graph, at.layer, x) : x;
        OnnxIntegers extents{signed_of(slopes_of<In>(S))};
        if (S == Slopes::by_value) {
            extents.clear();
            for (const std::size_t extent : In::extents) extents.push_back(signed_of(extent));
        } else if (y.channels_first) {
            extents.resize(In::rank, 1);
        }
        const std::vector<double> slopes(at.parameters, at.parameters + slopes_of<In>(S));
        y.name =
            graph.node("PRelu", at.layer, {y.name, graph.constant(at.layer + ".slope", extents, slopes)});
        return y;
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
