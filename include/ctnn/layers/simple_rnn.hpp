#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/engine/placed/place_recurrent.hpp>
#include <ctnn/kernels/recurrence/simple_rnn.hpp>

namespace ctnn {

/// The plain recurrent layer: a dense one that also sees its own last output.
///
/// Shapes: `Shape<steps, features>` -> `Shape<Units>`, the last output, or with `Returns::sequence`
/// `Shape<steps, Units>`.
/// h' = Act(x W + h U + b); h begins at 0.
/// Source: Elman, Finding Structure in Time, 1990.
/// Parameters: `kernel` (features, Units), Glorot's; `recurrent_kernel` (Units, Units), orthogonal; `bias`
/// (Units), zero.
/// Cost: steps * (features + Units) * Units multiply-adds; training keeps 2 Units + features values a step.
/// Tanh and Sigmoid are computed as fractions, to within 1.7e-7 or 6 units in the last place: see
/// kernels/recurrence/gates.hpp.
/// PyTorch: `nn.RNN`, whose weights are the transposes and whose two biases add up to this one; Keras:
/// `SimpleRNN`.
/// Goes wrong when the input is not steps and features, Units is 0 or Act is no activation, or works on whole
/// samples: a sentence from the network. What must be remembered over more than some ten steps is hardly
/// learned, because its gradient fades on the way back: take LSTM or GRU.
template <std::size_t Units, Returns R = Returns::last, class Act = Tanh>
struct SimpleRNN {
    template <class In>
    using on = typename detail::PlaceRecurrent<In, Units, R, true, kernels::SimpleCell, Act>::type;
    template <class In>
    using on_without_bias =
        typename detail::PlaceRecurrent<In, Units, R, false, kernels::SimpleCell, Act>::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<SimpleRNN> self, auto& out) {
        out(self, Units, OrDefault{detail::source_of(R), detail::source_of(Returns::last)},
            or_default<Act, Tanh>);
    }
};

}  // namespace ctnn
