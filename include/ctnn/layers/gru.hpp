#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/engine/placed/recurrence.hpp>
#include <ctnn/kernels/recurrence/gru.hpp>

namespace ctnn {

/// A gated recurrent unit: what a unit gives is also all that it remembers, and a gate says how much of it is
/// replaced in each step. Three quarters of an LSTM's parameters, and often as good.
///
/// Shapes: `Shape<steps, features>` -> `Shape<Units>`, the last output, or with `Returns::sequence`
/// `Shape<steps, Units>`.
/// a = x W + b, q = h U + b'; z = Gate(a + q), r = Gate(a + q), y = Act(a + r q); h' = z h + (1 - z) y, each
/// by its own columns; h begins at 0.
/// Source: Cho et al., Learning Phrase Representations using RNN Encoder-Decoder, 2014; with the reset r
/// after the product, as cuDNN, PyTorch and Keras (`reset_after`) have it.
/// Parameters: `kernel` (features, 3 Units), Glorot's; `recurrent_kernel` (Units, 3 Units), orthogonal;
/// `bias` (2, 3 Units), b and then b', zero. Columns: z, r, y.
/// Cost: steps * (features + Units) * 3 Units multiply-adds; training keeps 7 Units + features values a step.
/// Tanh and Sigmoid are computed as fractions, to within 1.7e-7 or 6 units in the last place: see
/// kernels/recurrence/gates.hpp.
/// PyTorch: `nn.GRU`, whose weights are the transposes with r before z; Keras: `GRU`.
/// Goes wrong when the input is not steps and features, Units is 0 or an activation is none, or works on
/// whole samples: a sentence from the network.
template <std::size_t Units, Returns R = Returns::last, class Act = Tanh, class Gate = Sigmoid>
struct GRU {
    template <class In>
    using on = typename detail::PlaceRecurrent<In, Units, R, true, kernels::GruCell, Act, Gate>::type;
    template <class In>
    using on_without_bias =
        typename detail::PlaceRecurrent<In, Units, R, false, kernels::GruCell, Act, Gate>::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<GRU> self, auto& out) {
        out(self, Units, OrDefault{detail::source_of(R), detail::source_of(Returns::last)},
            or_default<Act, Tanh>, or_default<Gate, Sigmoid>);
    }
};

}  // namespace ctnn
