#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>

#include <ctnn/core/code.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/engine/kernel_layer.hpp>
#include <ctnn/engine/placed/border.hpp>
#include <ctnn/io/onnx_layer.hpp>
#include <ctnn/layers/zero_pad2d.hpp>

// In ONNX: layers that put something around images and sequences, or take it off.

namespace ctnn::detail::inline CTNN_CODE {

/// A Pad, with the channels first: as pools see it, which must know what is before them.
template <class In, class Out>
OnnxValue padded(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x, const Padding& p,
                 const char* mode) {
    const std::int64_t top = signed_of(p.top), bottom = signed_of(p.bottom), left = signed_of(p.left),
                       right = signed_of(p.right);
    const OnnxIntegers pads = In::rank == 2 ? OnnxIntegers{0, 0, left, 0, 0, right}
                                            : OnnxIntegers{0, 0, top, left, 0, 0, bottom, right};
    OnnxValue y = channels_first(graph, at.layer, x);
    y.name =
        graph.node("Pad", at.layer, {y.name, graph.integers(at.layer + ".pads", pads)}, {{"mode", mode}});
    y.extents = onnx_extents<Out>();
    return y;
}

template <class In, class Out, Padding Zeros>
struct OnnxLayer<KernelOn<In, Out, ZeroPad<In, Zeros>>> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        return padded<In, Out>(graph, at, x, Zeros, "constant");
    }
};

template <class In, class Out, Padding P, class Mode>
struct OnnxLayer<KernelOn<In, Out, BorderPad<In, P, Mode>>> : OnnxKnows<> {
    static_assert(std::is_same_v<Mode, Reflected> || std::is_same_v<Mode, Replicated>);
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        return padded<In, Out>(graph, at, x, P, std::is_same_v<Mode, Reflected> ? "reflect" : "edge");
    }
};

/// A Slice of the axes of rows and columns, or of steps, wherever they are.
template <class In, Padding P>
struct OnnxLayer<CropOn<In, P>> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        using B = Bordered<In, P>;
        const std::int64_t first = x.channels_first ? 2 : 1;
        const std::int64_t left = signed_of(B::left), right = signed_of(B::width - B::right);
        OnnxIntegers starts{left}, ends{right}, axes{first};
        if constexpr (In::rank == 3) {
            starts = {signed_of(B::top), left};
            ends = {signed_of(B::height - B::bottom), right};
            axes = {first, first + 1};
        }
        OnnxValue y = x;
        const std::string from = graph.integers(at.layer + ".starts", starts),
                          to = graph.integers(at.layer + ".ends", ends);
        y.name = graph.node("Slice", at.layer, {y.name, from, to, graph.integers(at.layer + ".axes", axes)});
        y.extents = onnx_extents<typename Crop<In, P>::output>();
        return y;
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
