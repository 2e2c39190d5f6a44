#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/engine/placed/place_recurrent.hpp>
#include <ctnn/kernels/recurrence/gru.hpp>
#include <ctnn/kernels/recurrence/gru_reset_before.hpp>
#include <type_traits>

namespace ctnn {

/// A gated recurrent unit: what a unit gives is also all that it remembers, and a gate says how much of it is
/// replaced in each step. Three quarters of an LSTM's parameters, and often as good.
///
/// Shapes: `Shape<steps, features>` -> `Shape<Units>`, the last output, or with `Returns::sequence`
/// `Shape<steps, Units>`.
/// Formula: a = x W + b, q = h U + b'; z = Gate(a + q), r = Gate(a + q), y = Act(a + r q); h' = z h +
/// (1 - z) y, each by its own columns; h begins at 0. With `Resets::before` there is no b', and y = Act(a +
/// (r h) U).
/// Source: Cho et al., Learning Phrase Representations using RNN Encoder-Decoder, 2014, which resets before
/// the product; with the reset r after it as cuDNN, PyTorch and Keras (`reset_after`) have it.
/// Parameters: `kernel` (features, 3 Units), Glorot's; `recurrent_kernel` (Units, 3 Units), orthogonal;
/// `bias` (2, 3 Units), b and then b', or (3 Units), zero. Columns: z, r, y.
/// Cost: steps * (features + Units) * 3 Units multiply-adds; training keeps 7 Units + features values a step.
/// With `Resets::before` the product with h is computed twice, training keeps 8 Units + features values, and
/// nothing of it is tuned: to read what others have trained; take the other to train anew.
/// Tanh and Sigmoid are computed as fractions, to within 1.7e-7 or 6 units in the last place: see
/// kernels/recurrence/gates.hpp.
/// PyTorch: `nn.GRU`, whose weights are the transposes with r before z, and which has no `Resets::before`;
/// Keras: `GRU`, `GRU(reset_after=False)`; ONNX: `GRU` with `linear_before_reset` 1, or 0.
/// Goes wrong when the input is not steps and features, Units is 0 or an activation is none, or works on
/// whole samples: a sentence from the network.
template <std::size_t Units, Returns R = Returns::last, class Act = Tanh, class Gate = Sigmoid,
          Resets Reset = Resets::after>
struct GRU {
  private:
    template <class In, bool HasBias>
    using place = std::conditional_t<
        Reset == Resets::after, detail::PlaceRecurrent<In, Units, R, HasBias, kernels::GruCell, Act, Gate>,
        detail::PlaceRecurrent<In, Units, R, HasBias, kernels::ResetBeforeGruCell, Act, Gate>>;

  public:
    template <class In>
    using on = typename place<In, true>::type;
    template <class In>
    using on_without_bias = typename place<In, false>::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<GRU> self, auto& out) {
        out(self, Units, OrDefault{detail::source_of(R), detail::source_of(Returns::last)},
            or_default<Act, Tanh>, or_default<Gate, Sigmoid>,
            OrDefault{detail::source_of(Reset), detail::source_of(Resets::after)});
    }
};

}  // namespace ctnn
