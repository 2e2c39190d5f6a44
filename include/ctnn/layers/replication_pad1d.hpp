#pragma once

#include <ctnn/core/code.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/engine/placed/border.hpp>
#include <type_traits>

namespace ctnn {

/// Steps around a sequence that repeat its first and its last one: `ReplicationPad1D<pad(2)>` makes
/// a a a b c c c of a b c.
///
/// Shapes: `Shape<S, F>` -> `Shape<left + S + right, F>`; of `pad(...)` its left and right count.
/// No parameters. Cost: one copy for each output.
/// PyTorch: `nn.ReplicationPad1d((left, right))`, and `padding_mode='replicate'` of a convolution; ONNX: Pad
/// of mode edge.
/// Goes wrong when the input is no sequence, or with `same` or `causal` in pad's place: a sentence from the
/// network. It has no stream: of one step it would give several, of others one.
template <Padding Steps>
struct ReplicationPad1D {
    template <class In>
    using on = typename decltype(detail::border_pad_on<In, 2, Steps, detail::Replicated>())::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<ReplicationPad1D> self, auto& out) {
        out(self, Steps);
    }
};

}  // namespace ctnn
