#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <type_traits>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/engine/kernel_layer.hpp>
#include <ctnn/engine/placed/global_pooling.hpp>
#include <ctnn/engine/placed/pooling.hpp>
#include <ctnn/io/onnx_convolutions.hpp>
#include <ctnn/io/onnx_layer.hpp>
#include <ctnn/layers/upsample2d.hpp>

// In ONNX: layers that make images and sequences smaller or larger, and have no parameters.

namespace ctnn::detail::inline CTNN_CODE {

/// With fewer zeros behind, where no window takes all of them: runtimes refuse as many as a window has.
constexpr Axis as_far_as_windows(Axis axis) noexcept {
    const std::size_t end = (axis.out() - 1) * axis.stride + axis.reach(), before = axis.before + axis.in;
    if (axis.after >= axis.window) axis.after = end - std::min(end, before);
    return axis;
}

/// The input of a pool. onnxruntime (seen with 1.30) takes the zeros of a Pad before it for the pool's own,
/// of which none is ever the greatest: unless there is something between.
inline OnnxValue pooled_from(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
    OnnxValue y = channels_first(graph, at.layer, x);
    if (graph.comes_from("Pad", y.name))
        y.name = graph.node("Max", at.layer,
                            {y.name, graph.constant(at.layer, -std::numeric_limits<double>::infinity())});
    return y;
}

template <class Op>
struct OnnxPool;
template <>
struct OnnxPool<kernels::Greatest> {
    static constexpr const char *op = "MaxPool", *global = "GlobalMaxPool";
    static void add_to(std::vector<OnnxAttribute>&) {}
};
template <bool CountsPadding>
struct OnnxPool<kernels::Average<CountsPadding>> {
    static constexpr const char *op = "AveragePool", *global = "GlobalAveragePool";
    static void add_to(std::vector<OnnxAttribute>& attributes) {
        attributes.insert(attributes.begin(), {"count_include_pad", CountsPadding ? 1 : 0});
    }
};

template <class In, class Out, kernels::Windows On, class Op>
struct OnnxLayer<KernelOn<In, Out, Pool<On, Op>>> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        std::vector<OnnxAttribute> attributes =
            window_attributes(onnx_axes<In::rank>(as_far_as_windows(On.rows), as_far_as_windows(On.columns)));
        OnnxPool<Op>::add_to(attributes);
        OnnxValue y = pooled_from(graph, at, x);
        y.name = graph.node(OnnxPool<Op>::op, at.layer, {y.name}, attributes);
        y.extents = onnx_extents<Out>();
        return y;
    }
};
template <class In, class Out, kernels::Windows On, class Op>
struct OnnxLayer<StreamedPoolOn<In, Out, On, Op>> : OnnxLayer<KernelOn<In, Out, Pool<On, Op>>> {};

template <class In, class Out, std::size_t Pixels, std::size_t Channels, class Op>
struct OnnxLayer<KernelOn<In, Out, GlobalPool<Pixels, Channels, Op>>> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        OnnxValue y = channels_first(graph, at.layer, x);
        const std::string pooled = graph.node(OnnxPool<Op>::global, at.layer, {y.name});
        y.name = graph.node("Flatten", at.layer, {pooled}, {{"axis", 1}});
        y.extents = {Channels};
        y.channels_first = false;
        return y;
    }
};

/// A Resize to the nearest pixel above and to the left.
template <class In, class Out, kernels::Windows Great>
struct OnnxLayer<KernelOn<In, Out, Upsample<Great>>> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        OnnxValue y = channels_first(graph, at.layer, x);
        const std::string scales = graph.floats(
            at.layer + ".scales",
            {1, 1, static_cast<float>(Great.rows.window), static_cast<float>(Great.columns.window)});
        y.name = graph.node("Resize", at.layer, {y.name, "", scales},
                            {{"coordinate_transformation_mode", "asymmetric"},
                             {"mode", "nearest"},
                             {"nearest_mode", "floor"}});
        y.extents = onnx_extents<Out>();
        return y;
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
