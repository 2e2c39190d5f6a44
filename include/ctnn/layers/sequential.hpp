#pragma once

#include <ctnn/engine/chain.hpp>
#include <ctnn/engine/fold_layer.hpp>
#include <type_traits>

namespace ctnn {

/// Layers one after the other, as one layer: the body of a Residual, a branch of a Concat, a part with a
/// name.
///
/// Shapes: what the first layer takes -> what the last one gives.
/// Parameters: those of its layers, in order. PyTorch: `nn.Sequential`; Keras: `Sequential`.
/// Goes wrong when a layer does not fit on the one before it: that layer's sentence from the network.
template <class... Layers>
struct Sequential {
    template <class In>
    using on = detail::ChainOf<In, Layers...>;

    template <class On>
    static detail::FoldSequence<Sequential, On, Layers...> fold(std::type_identity<Sequential>,
                                                                std::type_identity<On>);
};

}  // namespace ctnn
