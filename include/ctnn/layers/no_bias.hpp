#pragma once

#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/engine/fold_layer.hpp>
#include <ctnn/engine/placing.hpp>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <class Layer, class In>
consteval auto without_bias_on() {
    if constexpr (requires { typename Layer::template on_without_bias<In>; })
        return std::type_identity<typename Layer::template on_without_bias<In>>{};
    else if constexpr (Broken<placed<Layer, In>>)
        return std::type_identity<placed<Layer, In>>{};
    else
        return std::type_identity<
            BrokenLayer<error::NoBias_takes_the_biases_off_a_layer_that_has_some_unlike<Layer>, In>>{};
}

}  // namespace detail::inline CTNN_CODE

/// A layer without its biases: `NoBias<Conv2D<8, 3>>`, `NoBias<LSTM<16>>`. They are not among the parameters,
/// and nothing is learned in their place. Of `Dense`, `Conv1D`, `Conv2D`, `Conv2DTranspose`, `SimpleRNN`,
/// `LSTM`, `GRU` and `MultiHeadAttention`, whose two both go; of a layer of your own that says how it is
/// placed without them, as `template <class In> using on_without_bias = ...`.
///
/// Shapes, formula, weights, cost and streams: as the layer's, where b is 0.
/// Parameters: the layer's, in their order, without `bias`.
/// Cost: that of the layer; of a constant of its own a program has one row of zeros for each number of
/// outputs. A BatchNorm behind one goes into it when the network is folded: that gives it biases.
/// PyTorch: `bias=False`; Keras: `use_bias=False`.
/// Goes wrong around a layer that has no biases, and around layers that hold others: it is the inner one that
/// has none, `TimeDistributed<NoBias<Dense<8>>>`. A sentence from the network.
template <class Layer>
struct NoBias {
    template <class In>
    using on = typename decltype(detail::without_bias_on<Layer, In>())::type;

    template <class Act>
    using ending_in = NoBias<typename detail::EndingIn<Layer, Act>::type>;
};

}  // namespace ctnn
