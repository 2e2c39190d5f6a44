#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/engine/kernel_layer.hpp>
#include <ctnn/engine/placed/adaptive_pooling.hpp>
#include <ctnn/engine/placed/joined_axis.hpp>
#include <ctnn/engine/placed/norm.hpp>
#include <ctnn/io/onnx_activations.hpp>
#include <ctnn/io/onnx_layer.hpp>
#include <ctnn/layers/glu.hpp>
#include <ctnn/layers/scale.hpp>
#include <ctnn/layers/slice.hpp>
#include <ctnn/layers/upsample2d.hpp>

// In ONNX: layers that work along an axis, halve it, cut it, join it or make it another length.

namespace ctnn::detail::inline CTNN_CODE {

/// Where an axis of a sample is in the graph, behind the batch.
inline std::int64_t onnx_axis(const OnnxValue& x, std::size_t axis) noexcept {
    if (!x.channels_first) return signed_of(axis) + 1;
    return axis + 1 == x.extents.size() ? 1 : signed_of(axis) + 2;
}

/// From index `from` to before `to`, each `step`th.
inline std::string onnx_slice(OnnxGraph& graph, const std::string& layer, const OnnxValue& x,
                              const Sliced& s) {
    const auto one = [&](const char* name, std::int64_t value) {
        return graph.integers(layer + name, OnnxIntegers{value});
    };
    std::vector<std::string> inputs{x.name};
    inputs.push_back(one(".starts", signed_of(s.from)));
    inputs.push_back(one(".ends", signed_of(s.to)));
    inputs.push_back(one(".axes", onnx_axis(x, s.axis)));
    if (s.step != 1) inputs.push_back(one(".steps", signed_of(s.step)));
    return graph.node("Slice", layer, std::move(inputs));
}

template <class In, Sliced S>
struct OnnxLayer<SliceOn<In, S>> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, OnnxValue x) {
        x.name = onnx_slice(graph, at.layer, x, S);
        x.extents = onnx_extents<typename SliceOf<In, S>::type>();
        return x;
    }
};

template <class In, class Act>
struct OnnxLayer<GluOn<In, Act>> : OnnxKnows<typename OnnxActivation<Act>::unknown> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, OnnxValue x) {
        constexpr std::size_t last = In::rank - 1, half = last_extent<In> / 2;
        OnnxValue gate = x;
        const std::string value = onnx_slice(graph, at.layer, x, {last, 0, half, 1});
        gate.name = onnx_slice(graph, at.layer, x, {last, half, 2 * half, 1});
        gate.extents.back() = half;
        gate = activated<Act>(graph, at.layer, gate);
        gate.name = graph.node("Mul", at.layer, {value, gate.name});
        return gate;
    }
};

template <class In, class Ratio>
struct OnnxLayer<ScaleOn<In, Ratio>> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, OnnxValue x) {
        x.name = graph.node("Mul", at.layer, {x.name, graph.constant(at.layer, ratio_value<double, Ratio>)});
        return x;
    }
};

template <class Op>
inline constexpr const char* onnx_reduction = "ReduceMean";
template <>
inline constexpr const char* onnx_reduction<kernels::Sum> = "ReduceSum";
template <>
inline constexpr const char* onnx_reduction<kernels::Greatest> = "ReduceMax";
template <>
inline constexpr const char* onnx_reduction<kernels::Least> = "ReduceMin";

/// ReduceSum alone takes its axes as an input.
template <class In, std::size_t Axis, class Op>
struct OnnxLayer<JoinedAxisOn<In, Axis, Op>> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, OnnxValue x) {
        const OnnxIntegers axes{onnx_axis(x, Axis)};
        const int keeps = In::rank == 1 ? 1 : 0;
        x.name =
            std::is_same_v<Op, kernels::Sum>
                ? graph.node(onnx_reduction<Op>, at.layer, {x.name, graph.integers(at.layer + ".axes", axes)},
                             {{"keepdims", keeps}})
                : graph.node(onnx_reduction<Op>, at.layer, {x.name}, {{"axes", axes}, {"keepdims", keeps}});
        x.channels_first = x.channels_first && Axis + 1 < In::rank && In::rank > 2;
        x.extents = onnx_extents<typename WithoutAxis<In, Axis>::type>();
        return x;
    }
};

/// Means of unlike many values: a product with their shares along each axis. For the greatest of unlike many
/// there is no operator.
template <class In, class Out, kernels::Bins On>
struct OnnxLayer<KernelOn<In, Out, BinPool<On, kernels::Average<false>>>> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        OnnxValue y = channels_first(graph, at.layer, x);
        if constexpr (On.columns != On.out_columns)
            y.name = graph.node("MatMul", at.layer,
                                {y.name, graph.constant(at.layer + ".columns",
                                                        {signed_of(On.columns), signed_of(On.out_columns)},
                                                        shares(On.columns, On.out_columns, true))});
        if constexpr (On.rows != On.out_rows)
            y.name =
                graph.node("MatMul", at.layer,
                           {graph.constant(at.layer + ".rows", {signed_of(On.out_rows), signed_of(On.rows)},
                                           shares(On.rows, On.out_rows, false)),
                            y.name});
        y.extents = onnx_extents<Out>();
        return y;
    }

  private:
    static std::vector<double> shares(std::size_t in, std::size_t out, bool inputs_first) {
        std::vector<double> matrix(in * out);
        for (std::size_t o = 0; o < out; ++o) {
            const kernels::detail::Inside bin = kernels::detail::bin(o, in, out);
            for (std::size_t i = bin.from; i < bin.from + bin.count; ++i)
                matrix[inputs_first ? i * out + o : o * in + i] = 1 / static_cast<double>(bin.count);
        }
        return matrix;
    }
};

template <class In, class Out, kernels::Windows Great, bool Corners>
struct OnnxLayer<KernelOn<In, Out, Enlarge<Great, Corners>>> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        OnnxValue y = channels_first(graph, at.layer, x);
        const std::string scales = graph.floats(
            at.layer + ".scales",
            {1, 1, static_cast<float>(Great.rows.window), static_cast<float>(Great.columns.window)});
        y.name = graph.node("Resize", at.layer, {y.name, "", scales},
                            {{"coordinate_transformation_mode", Corners ? "align_corners" : "half_pixel"},
                             {"mode", "linear"}});
        y.extents = onnx_extents<Out>();
        return y;
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
