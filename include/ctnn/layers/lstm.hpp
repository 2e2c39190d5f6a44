#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/engine/placed/place_recurrent.hpp>
#include <ctnn/kernels/recurrence/lstm.hpp>

namespace ctnn {

/// Long short-term memory: beside its output h each unit keeps a value c, which gates let in, keep and let
/// out, so that what was seen is remembered over hundreds of steps, and gradients reach as far back.
///
/// Shapes: `Shape<steps, features>` -> `Shape<Units>`, the last output, or with `Returns::sequence`
/// `Shape<steps, Units>`.
/// Formula: i, f, o = Gate(x W + h U + b), g = Act(x W + h U + b); c' = f c + i g; h' = o Act(c'); h and c
/// begin at 0.
/// Source: Hochreiter, Schmidhuber, Long Short-Term Memory, 1997; with the forget gate f of Gers,
/// Schmidhuber, Cummins, Learning to Forget, 2000.
/// Parameters: `kernel` (features, 4 Units), Glorot's; `recurrent_kernel` (Units, 4 Units), orthogonal;
/// `bias` (4 Units), zero, but 1 for the forget gate (Jozefowicz, Zaremba, Sutskever, 2015). Columns: i, f,
/// g, o.
/// Cost: steps * (features + Units) * 4 Units multiply-adds; training keeps 6 Units + features values a step.
/// Tanh and Sigmoid are computed as fractions, to within 1.7e-7 or 6 units in the last place: see
/// kernels/recurrence/gates.hpp.
/// PyTorch: `nn.LSTM`, whose weights are the transposes and whose two biases add up to this one; Keras:
/// `LSTM`.
/// Goes wrong when the input is not steps and features, Units is 0 or an activation is none, or works on
/// whole samples: a sentence from the network. Many steps without learning: clip the gradient's norm.
template <std::size_t Units, Returns R = Returns::last, class Act = Tanh, class Gate = Sigmoid>
struct LSTM {
    template <class In>
    using on = typename detail::PlaceRecurrent<In, Units, R, true, kernels::LstmCell, Act, Gate>::type;
    template <class In>
    using on_without_bias =
        typename detail::PlaceRecurrent<In, Units, R, false, kernels::LstmCell, Act, Gate>::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<LSTM> self, auto& out) {
        out(self, Units, OrDefault{detail::source_of(R), detail::source_of(Returns::last)},
            or_default<Act, Tanh>, or_default<Gate, Sigmoid>);
    }
};

}  // namespace ctnn
