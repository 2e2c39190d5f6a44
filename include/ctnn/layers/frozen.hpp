#pragma once

#include <ctnn/core/code.hpp>
#include <ctnn/engine/bare.hpp>
#include <ctnn/engine/frozen.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/layers/add.hpp>
#include <ctnn/layers/concat.hpp>
#include <ctnn/layers/multiply.hpp>
#include <ctnn/layers/residual.hpp>
#include <ctnn/layers/sequential.hpp>
#include <ctnn/layers/time_distributed.hpp>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// L frozen; what has nothing that could change, or is broken, stays as it is.
template <class L>
consteval auto frozen_on() {
    if constexpr (Broken<L>)
        return std::type_identity<L>{};
    else if constexpr (L::parameters + L::state == 0 && !only_trains<L>())
        return std::type_identity<L>{};
    else
        return std::type_identity<FrozenOn<L>>{};
}

}  // namespace detail::inline CTNN_CODE

/// A layer that is not trained: `Frozen<Dense<64, ReLU>>` keeps the values that it is given. It computes as
/// in a prediction, in training too: a BatchNorm by its running statistics, which stand still, and Dropout
/// and GaussianNoise pass on what they take.
///
/// Shapes, formula, initial values: the layer's. In one of others, as Sequential or Residual, each is frozen.
/// Parameters: none. What the layer has is state: the network's gradient and an optimizer's moments have no
/// room for it, penalties and clipping do not see it. `parameters.layer<0>().weight` reads and writes it as
/// ever; within a Sequential of which a part is trained it is
/// `parameters.state<0>().layer<1>().weight`. Files have the layer's names and shapes, and one of the network
/// without `Frozen` is read as it is.
/// Cost: in training that of `predict`, and of the gradient by its inputs where anything before it is
/// trained: networks whose first layers are frozen go back only as far as the first that is not. `predict` of
/// a network so small that its values stay in registers does so only when it is thawed: `folded<Net>`, the
/// network to deploy, has nothing frozen. PyTorch: `for p in layer.parameters(): p.requires_grad_(False)` and
/// `layer.eval()`; Keras: `layer.trainable = False`. Goes wrong when all of a network is frozen and a Trainer
/// is to `fit` it: a sentence. A layer of your own that moves its state in `forward` does so frozen, too,
/// unless it has `backward_standing` (engine/layer.hpp).
template <class Layer>
struct Frozen {
    using within = Layer;  ///< the layer, or one of frozen layers
    template <class In>
    using on = typename decltype(detail::frozen_on<placed<Layer, In>>())::type;
};

// One of others is one of frozen ones.
template <class Layer>
struct Frozen<Frozen<Layer>> : Frozen<Layer> {};

template <class... Layers>
struct Frozen<Sequential<Layers...>> {
    using within = Sequential<Frozen<Layers>...>;  ///< \copydoc Frozen::within
    template <class In>
    using on = placed<within, In>;
};
template <class... Layers>
struct Frozen<Residual<Layers...>> {
    using within = Residual<Frozen<Layers>...>;  ///< \copydoc Frozen::within
    template <class In>
    using on = placed<within, In>;
};
template <class... Branches>
struct Frozen<Concat<Branches...>> {
    using within = Concat<Frozen<Branches>...>;  ///< \copydoc Frozen::within
    template <class In>
    using on = placed<within, In>;
};
template <class... Branches>
struct Frozen<Add<Branches...>> {
    using within = Add<Frozen<Branches>...>;  ///< \copydoc Frozen::within
    template <class In>
    using on = placed<within, In>;
};
template <class... Branches>
struct Frozen<Multiply<Branches...>> {
    using within = Multiply<Frozen<Branches>...>;  ///< \copydoc Frozen::within
    template <class In>
    using on = placed<within, In>;
};
template <class Layer>
struct Frozen<TimeDistributed<Layer>> {
    using within = TimeDistributed<Frozen<Layer>>;  ///< \copydoc Frozen::within
    template <class In>
    using on = placed<within, In>;
};

}  // namespace ctnn
