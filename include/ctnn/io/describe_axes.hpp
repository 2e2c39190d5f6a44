#pragma once

#include <cstddef>
#include <type_traits>

#include <ctnn/core/code.hpp>
#include <ctnn/engine/kernel_layer.hpp>
#include <ctnn/engine/placed/adaptive_pooling.hpp>
#include <ctnn/engine/placed/joined_axis.hpp>
#include <ctnn/engine/placed/norm.hpp>
#include <ctnn/io/describe_activation.hpp>
#include <ctnn/io/describe_layers.hpp>
#include <ctnn/io/layer_nodes.hpp>
#include <ctnn/layers/glu.hpp>
#include <ctnn/layers/scale.hpp>
#include <ctnn/layers/slice.hpp>
#include <ctnn/layers/upsample2d.hpp>

// Placed layers as values: those that work along an axis, halve it, cut it, join it or make it another
// length.

namespace ctnn::detail::inline CTNN_CODE {

template <class In, class Act>
struct Described<GluOn<In, Act>> : DescribedEnding<Act, LayerKind::glu> {};

template <class In, class Ratio>
struct Described<ScaleOn<In, Ratio>> {
    static constexpr bool is_known = true;
    static void fill(LayerNode& node, BlockPlace) {
        node.kind = LayerKind::scale;
        node.factor = ratio_value<double, Ratio>;
    }
};

template <class In, Sliced S>
struct Described<SliceOn<In, S>> {
    static constexpr bool is_known = true;
    static void fill(LayerNode& node, BlockPlace) {
        node.kind = LayerKind::slice;
        node.axes = {S.axis, S.from, S.step};
    }
};

template <class Op>
inline constexpr auto described_join = JoinKind::mean;
template <>
inline constexpr auto described_join<kernels::Sum> = JoinKind::sum;
template <>
inline constexpr auto described_join<kernels::Greatest> = JoinKind::greatest;
template <>
inline constexpr auto described_join<kernels::Least> = JoinKind::least;

template <class In, std::size_t Axis, class Op>
struct Described<JoinedAxisOn<In, Axis, Op>> {
    static constexpr bool is_known = true;
    static void fill(LayerNode& node, BlockPlace) {
        node.kind = LayerKind::joined_axis;
        node.axes = {Axis};
        node.join = described_join<Op>;
    }
};

template <class In, class Out, kernels::Bins On, class Op>
struct Described<KernelOn<In, Out, BinPool<On, Op>>> {
    static constexpr bool is_known = true;
    static void fill(LayerNode& node, BlockPlace) {
        node.kind = LayerKind::bins;
        node.join = described_join<Op>;
    }
};

template <class In, class Out, kernels::Windows Great, bool Corners>
struct Described<KernelOn<In, Out, Enlarge<Great, Corners>>> {
    static constexpr bool is_known = true;
    static void fill(LayerNode& node, BlockPlace) {
        node.kind = LayerKind::enlarged;
        node.on_corners = Corners;
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
