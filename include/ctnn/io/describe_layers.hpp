#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctnn/core/code.hpp>
#include <ctnn/engine/branches.hpp>
#include <ctnn/engine/chain.hpp>
#include <ctnn/engine/frozen.hpp>
#include <ctnn/engine/parts.hpp>
#include <ctnn/engine/placed/convolution.hpp>
#include <ctnn/engine/placed/global_pooling.hpp>
#include <ctnn/engine/placed/pooling.hpp>
#include <ctnn/engine/placed/recurrence.hpp>
#include <ctnn/engine/placed/row_norm.hpp>
#include <ctnn/engine/rated.hpp>
#include <ctnn/io/describe_activation.hpp>
#include <ctnn/io/layer_nodes.hpp>
#include <ctnn/kernels/recurrence/gru.hpp>
#include <ctnn/kernels/recurrence/gru_reset_before.hpp>
#include <ctnn/kernels/recurrence/lstm.hpp>
#include <ctnn/kernels/recurrence/simple_rnn.hpp>
#include <ctnn/layers/activation.hpp>
#include <ctnn/layers/add.hpp>
#include <ctnn/layers/batch_norm.hpp>
#include <ctnn/layers/bidirectional.hpp>
#include <ctnn/layers/concat.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/dropout.hpp>
#include <ctnn/layers/flatten.hpp>
#include <ctnn/layers/gaussian_noise.hpp>
#include <ctnn/layers/group_norm.hpp>
#include <ctnn/layers/heads.hpp>
#include <ctnn/layers/multiply.hpp>
#include <ctnn/layers/no_affine.hpp>
#include <ctnn/layers/prelu.hpp>
#include <ctnn/layers/repeated.hpp>
#include <ctnn/layers/reshape.hpp>
#include <ctnn/layers/residual.hpp>
#include <ctnn/layers/time_distributed.hpp>

// Placed layers as values (io/layer_nodes.hpp).

namespace ctnn::detail::inline CTNN_CODE {

/// Where in the whole block the next values are.
struct BlockPlace {
    std::size_t parameters = 0, state = 0;
};

/// How a placed layer is described. `is_known`: whether it, and all that is in it, is of the library's layers
/// that are; `fill(node, at)` writes what its kind has.
template <class L>
struct Described {
    static constexpr bool is_known = false;
};

/// The layer with its shapes; one that is made of no others has parts.
template <class L>
LayerNode described(BlockPlace at) {
    LayerNode node;
    node.input.assign(L::input::extents.begin(), L::input::extents.end());
    node.output.assign(L::output::extents.begin(), L::output::extents.end());
    Described<L>::fill(node, at);
    if (!node.inner.empty()) return node;
    for (const Part& part : layer_parts<L>) {
        std::size_t& offset = part.is_state ? at.state : at.parameters;
        node.parts.push_back({part.name, offset, part.size()});
        offset += part.size();
    }
    return node;
}

/// Adds the layers of `node` one after the other, as their values are.
template <class... Layers>
void describe_inner(LayerNode& node, BlockPlace at) {
    const auto next = [&]<class L>(std::type_identity<L>) {
        node.inner.push_back(described<L>(at));
        at.parameters += L::parameters;
        at.state += L::state;
    };
    (next(std::type_identity<Layers>{}), ...);
}

/// One that gives what it takes.
struct DescribedCopy {
    static constexpr bool is_known = true;
    static void fill(LayerNode& node, BlockPlace) { node.kind = LayerKind::copy; }
};
template <class In>
struct Described<Flatten::on<In>> : DescribedCopy {};
template <class In, class Out>
struct Described<ReshapeOn<In, Out>> : DescribedCopy {};
template <class In, class Rate>
struct Described<DropoutOn<In, Rate>> : DescribedCopy {};
template <class In, class Sigma>
struct Described<GaussianNoiseOn<In, Sigma>> : DescribedCopy {};

/// One that ends in Act.
template <class Act, LayerKind Kind>
struct DescribedEnding {
    static constexpr bool is_known = is_described_activation<Act>;
    static void fill(LayerNode& node, BlockPlace) {
        node.kind = Kind;
        node.activation = DescribedActivation<Act>::node;
    }
};
template <class In, class Act>
struct Described<ActivationOn<In, Act>> : DescribedEnding<Act, LayerKind::activation> {};
template <class In, std::size_t Units, class Act, class Init, bool HasBias>
struct Described<DenseOn<In, Units, Act, Init, HasBias>> : DescribedEnding<Act, LayerKind::dense> {};

template <class In, Slopes S>
struct Described<PReLUOn<In, S>> {
    static constexpr bool is_known = true;
    static void fill(LayerNode& node, BlockPlace) { node.kind = LayerKind::prelu; }
};

template <class In, class Out, kernels::Convolution C, class Act, class Init, bool HasBias>
struct Described<ConvolutionOn<In, Out, C, Act, Init, HasBias>>
    : DescribedEnding<Act, LayerKind::convolution> {
    static void fill(LayerNode& node, BlockPlace at) {
        DescribedEnding<Act, LayerKind::convolution>::fill(node, at);
        node.rows = C.rows, node.columns = C.columns;
        node.channels = C.channels, node.filters = C.filters, node.groups = C.groups;
    }
};

template <class Op>
struct DescribedPoolOp {};
template <>
struct DescribedPoolOp<kernels::Greatest> {
    static constexpr bool is_average = false, counts_padding = false;
};
template <bool CountsPadding>
struct DescribedPoolOp<kernels::Average<CountsPadding>> {
    static constexpr bool is_average = true, counts_padding = CountsPadding;
};

template <kernels::Windows On, class Op>
struct DescribedPool {
    static constexpr bool is_known = requires { DescribedPoolOp<Op>::is_average; };
    static void fill(LayerNode& node, BlockPlace) {
        node.kind = LayerKind::pool;
        node.rows = On.rows, node.columns = On.columns, node.channels = On.channels;
        node.is_average = DescribedPoolOp<Op>::is_average;
        node.counts_padding = DescribedPoolOp<Op>::counts_padding;
    }
};
template <class In, class Out, kernels::Windows On, class Op>
struct Described<KernelOn<In, Out, Pool<On, Op>>> : DescribedPool<On, Op> {};
template <class In, class Out, kernels::Windows On, class Op>
struct Described<StreamedPoolOn<In, Out, On, Op>> : DescribedPool<On, Op> {};
template <class In, class Out, std::size_t Pixels, std::size_t Channels, class Op>
struct Described<KernelOn<In, Out, GlobalPool<Pixels, Channels, Op>>>
    : DescribedPool<kernels::Windows{{1, 1, 1, 1, 0, 0}, {Pixels, Pixels, 1, 1, 0, 0}, Channels}, Op> {};

template <class In, class Momentum, class Epsilon>
struct Described<BatchNormOn<In, Momentum, Epsilon>> {
    static constexpr bool is_known = true;
    static void fill(LayerNode& node, BlockPlace) {
        node.kind = LayerKind::batch_norm;
        node.channels = last_extent<In>;
        node.epsilon = ratio_value<double, Epsilon>;
    }
};
template <class In, bool Centred, class Epsilon>
struct Described<RowNormOn<In, Centred, Epsilon>> {
    static constexpr bool is_known = true;
    static void fill(LayerNode& node, BlockPlace) {
        node.kind = LayerKind::row_norm;
        node.is_centred = Centred;
        node.channels = last_extent<In>;
        node.epsilon = ratio_value<double, Epsilon>;
    }
};

template <class In, std::size_t Groups, class Epsilon>
struct Described<GroupNormOn<In, Groups, Epsilon>> {
    static constexpr bool is_known = true;
    static void fill(LayerNode& node, BlockPlace) {
        node.kind = LayerKind::group_norm;
        node.channels = last_extent<In>, node.groups = Groups;
        node.epsilon = ratio_value<double, Epsilon>;
    }
};
/// The norm, which then has no such parts.
template <class L>
struct Described<WithoutAffineOn<L>> : Described<L> {};

template <LayerKind Kind, class... Acts>
struct DescribedGates {
    static constexpr bool is_known = is_described_activation<Acts...>;
    static void fill(LayerNode& node) {
        const ActivationNode acts[]{DescribedActivation<Acts>::node...};
        node.kind = Kind;
        node.activation = acts[0], node.gate = acts[sizeof...(Acts) - 1];
    }
};
template <class Cell>
struct DescribedCell {
    static constexpr bool is_known = false;
};
template <std::size_t U, class Act, class Gate>
struct DescribedCell<kernels::LstmCell<U, Act, Gate>> : DescribedGates<LayerKind::lstm, Act, Gate> {};
template <std::size_t U, class Act, class Gate>
struct DescribedCell<kernels::GruCell<U, Act, Gate>> : DescribedGates<LayerKind::gru, Act, Gate> {};
template <std::size_t U, class Act, class Gate>
struct DescribedCell<kernels::ResetBeforeGruCell<U, Act, Gate>> {
    static constexpr bool is_known = is_described_activation<Act, Gate>;
    static void fill(LayerNode& node) {
        DescribedGates<LayerKind::gru, Act, Gate>::fill(node);
        node.resets_before = true;
    }
};
template <std::size_t U, class Act>
struct DescribedCell<kernels::SimpleCell<U, Act>> : DescribedGates<LayerKind::simple_rnn, Act> {};
template <class Cell>
struct DescribedCell<kernels::WithoutBias<Cell>> : DescribedCell<Cell> {};

template <class In, class Cell, Returns R, Initial I>
struct Described<RecurrentOn<In, Cell, R, I>> {
    static constexpr bool is_known = DescribedCell<Cell>::is_known;
    static void fill(LayerNode& node, BlockPlace) {
        DescribedCell<Cell>::fill(node);
        node.units = Cell::units;
        node.gives_sequence = R == Returns::sequence;
    }
};

/// One that is made of others.
template <LayerKind Kind, class... Layers>
struct DescribedBlock {
    static constexpr bool is_known = (Described<Layers>::is_known && ...);
    static void fill(LayerNode& node, BlockPlace at) {
        node.kind = Kind;
        describe_inner<Layers...>(node, at);
    }
};
template <class In, class... Layers>
struct Described<Chain<In, Layers...>> : DescribedBlock<LayerKind::chain, Layers...> {};
template <class Body>
struct Described<ResidualOn<Body>> : DescribedBlock<LayerKind::residual, Body> {};
template <class In, class... Branches>
struct Described<BranchesOn<Concatenation, In, Branches...>>
    : DescribedBlock<LayerKind::concat, Branches...> {};
template <class In, class... Branches>
    requires((Branches::output::rank == 1) && ...)
struct Described<BranchesOn<Succession, In, Branches...>> : DescribedBlock<LayerKind::concat, Branches...> {};
template <class In, class... Branches>
struct Described<BranchesOn<Addition, In, Branches...>> : DescribedBlock<LayerKind::add, Branches...> {};
template <class In, class... Branches>
struct Described<BranchesOn<Multiplication, In, Branches...>>
    : DescribedBlock<LayerKind::multiply, Branches...> {};
/// A chain of as many, which read the same values.
template <std::size_t Times, class Body>
struct Described<RepeatedOn<Times, Body>> {
    static constexpr bool is_known = Described<Body>::is_known;
    static void fill(LayerNode& node, BlockPlace at) {
        node.kind = LayerKind::chain;
        for (std::size_t k = 0; k < Times; ++k) node.inner.push_back(described<Body>(at));
    }
};
template <class In, class L>
struct Described<TimeDistributedOn<In, L>> : DescribedBlock<LayerKind::time_distributed, L> {};
/// As L: its values are state.
template <class L>
struct Described<FrozenOn<L>> {
    static constexpr bool is_known = Described<L>::is_known;
    static void fill(LayerNode& node, BlockPlace at) {
        Described<L>::fill(node, {at.state, at.state + L::parameters});
    }
};
template <class L, class Rate, class Decay>
struct Described<RatedOn<L, Rate, Decay>> : Described<L> {};
template <class Layer>
struct Described<BidirectionalOn<Layer>> : DescribedBlock<LayerKind::bidirectional, Layer, Layer> {};

}  // namespace ctnn::detail::inline CTNN_CODE
