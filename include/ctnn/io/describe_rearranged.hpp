#pragma once

#include <cstddef>

#include <ctnn/core/code.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/engine/kernel_layer.hpp>
#include <ctnn/engine/placed/border.hpp>
#include <ctnn/engine/placed/transposed.hpp>
#include <ctnn/io/describe_layers.hpp>
#include <ctnn/io/layer_nodes.hpp>
#include <ctnn/layers/embedding.hpp>
#include <ctnn/layers/permute.hpp>
#include <ctnn/layers/upsample2d.hpp>
#include <ctnn/layers/zero_pad2d.hpp>

// Placed layers as values: those that make values larger, look them up, or put them elsewhere.

namespace ctnn::detail::inline CTNN_CODE {

/// C is the convolution the other way, whose inputs are the outputs here.
template <class In, kernels::Convolution C, class Act, class Init, bool HasBias>
struct Described<TransposedOn<In, C, Act, Init, HasBias>> : DescribedEnding<Act, LayerKind::transposed> {
    static void fill(LayerNode& node, BlockPlace at) {
        DescribedEnding<Act, LayerKind::transposed>::fill(node, at);
        node.rows = C.rows, node.columns = C.columns;
        node.channels = C.filters, node.filters = C.channels, node.groups = C.groups;
    }
};

template <class In, std::size_t Vocabulary, std::size_t Dimensions, class Init>
struct Described<EmbeddingOn<In, Vocabulary, Dimensions, Init>> {
    static constexpr bool is_known = true;
    static void fill(LayerNode& node, BlockPlace) { node.kind = LayerKind::embedding; }
};

template <class In, class Out, std::size_t Size, kernels::Permutation<In::rank> P>
struct Described<KernelOn<In, Out, Permuting<Size, P>>> {
    static constexpr bool is_known = true;
    static void fill(LayerNode& node, BlockPlace) {
        node.kind = LayerKind::permute;
        node.axes.assign(P.axes.begin(), P.axes.end());
    }
};

template <class In, class Out, kernels::Windows Great>
struct Described<KernelOn<In, Out, Upsample<Great>>> {
    static constexpr bool is_known = true;
    static void fill(LayerNode& node, BlockPlace) {
        node.kind = LayerKind::upsample;
        node.rows = {Great.rows.out(), Great.rows.window, 1, 1, 0, 0};
        node.columns = {Great.columns.out(), Great.columns.window, 1, 1, 0, 0};
    }
};

/// What is put around an image or a sequence, or taken off.
template <class In, Padding P, LayerKind Kind>
struct DescribedBorder {
    static constexpr bool is_known = true;
    static void fill(LayerNode& node, BlockPlace) {
        using B = Bordered<In, P>;
        node.kind = Kind;
        node.rows = {B::height, 1, 1, 1, B::top, B::bottom};
        node.columns = {B::width, 1, 1, 1, B::left, B::right};
    }
};
template <class In, class Out, Padding P>
struct Described<KernelOn<In, Out, BorderPad<In, P, Reflected>>>
    : DescribedBorder<In, P, LayerKind::reflection> {};
template <class In, class Out, Padding P>
struct Described<KernelOn<In, Out, BorderPad<In, P, Replicated>>>
    : DescribedBorder<In, P, LayerKind::replication> {};
template <class In, class Out, Padding P>
struct Described<KernelOn<In, Out, ZeroPad<In, P>>> : DescribedBorder<In, P, LayerKind::zero_pad> {};
template <class In, Padding P>
struct Described<CropOn<In, P>> : DescribedBorder<In, P, LayerKind::cropping> {};

}  // namespace ctnn::detail::inline CTNN_CODE
