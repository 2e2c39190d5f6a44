#pragma once

#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/engine/placed/recurrence.hpp>
#include <ctnn/engine/placing.hpp>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// `type`: the placed layer L beginning otherwise.
template <class Layer, class L, Initial I>
struct BeginningWith {
    using type =
        BrokenLayer<error::WithInitialState_is_for_a_recurrent_layer_unlike<Layer>, typename L::input>;
};
template <class Layer, Broken L, Initial I>
struct BeginningWith<Layer, L, I> {
    using type = L;
};
template <class Layer, class In, class Cell, Returns R, Initial I>
struct BeginningWith<Layer, RecurrentOn<In, Cell, R>, I> {
    using type = RecurrentOn<In, Cell, R, I>;
};

}  // namespace detail::inline CTNN_CODE

/// A recurrent layer that remembers something before the first step of each sequence, where others begin with
/// zeros: `WithInitialState<LSTM<16>>` learns what, `WithInitialState<GRU<8>, Initial::given>` keeps what it
/// is given.
///
/// Shapes, formula, cost: the layer's, of SimpleRNN, GRU or LSTM, NoBias or not; with h0, and c0 of an LSTM,
/// in the place of the h and c before the first step, the same for all sequences.
/// Parameters: those of the layer, then `h0` (Units), and of an LSTM `c0` (Units), zero at first; given ones
/// are state, which training leaves alone: `parameters.state<0>().h0 = values;`.
/// Streams: they are what it remembers when the first step comes; to begin a sequence with other values, as
/// with those that another one has ended with, set the StreamState of a layer without this.
/// PyTorch: `nn.LSTM(...)(x, (h0, c0))`, with Parameters, or buffers, of a batch of one; Keras:
/// `initial_state`. A file's tensors of these names are read, and are zeros where it has none.
/// Goes wrong around another layer: a sentence from the network. Of a Bidirectional it is the inner layer
/// that has them, for each way: `Bidirectional<WithInitialState<LSTM<8>>>`.
template <class Layer, Initial I = Initial::learned>
struct WithInitialState {
    template <class In>
    using on = typename detail::BeginningWith<Layer, placed<Layer, In>, I>::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<WithInitialState> self, auto& out) {
        out(self, std::type_identity<Layer>{},
            OrDefault{detail::source_of(I), detail::source_of(Initial::learned)});
    }
};

}  // namespace ctnn
