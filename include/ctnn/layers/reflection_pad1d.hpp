#pragma once

#include <ctnn/core/code.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/engine/placed/border.hpp>
#include <type_traits>

namespace ctnn {

/// Steps around a sequence, mirrored at its first and its last one, which are not repeated:
/// `ReflectionPad1D<pad(2)>` makes c b a b c d c b of a b c d.
///
/// Shapes: `Shape<S, F>` -> `Shape<left + S + right, F>`; of `pad(...)` its left and right count.
/// No parameters. Cost: one copy for each output.
/// PyTorch: `nn.ReflectionPad1d((left, right))`, and `padding_mode='reflect'` of a convolution; ONNX: Pad of
/// mode reflect.
/// Goes wrong when the input is no sequence, with as many steps on a side as there are or more, or with
/// `same` or `causal` in pad's place: a sentence from the network. It has no stream: it looks ahead.
template <Padding Steps>
struct ReflectionPad1D {
    template <class In>
    using on = typename decltype(detail::border_pad_on<In, 2, Steps, detail::Reflected>())::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<ReflectionPad1D> self, auto& out) {
        out(self, Steps);
    }
};

}  // namespace ctnn
