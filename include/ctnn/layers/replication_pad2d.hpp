#pragma once

#include <ctnn/core/code.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/engine/placed/border.hpp>
#include <type_traits>

namespace ctnn {

/// Pixels around an image that repeat those at its edges: a convolution behind it sees no border of zeros.
///
/// Shapes: `Shape<H, W, C>` -> `Shape<top + H + bottom, left + W + right, C>`.
/// No parameters. Cost: one copy for each output.
/// PyTorch: `nn.ReplicationPad2d((left, right, top, bottom))`, and `padding_mode='replicate'` of a
/// convolution; ONNX: Pad of mode edge; Keras: `numpy.pad` before the network.
/// Goes wrong when the input is no image, or with `same` or `causal` in pad's place: a sentence from the
/// network.
template <Padding Pixels>
struct ReplicationPad2D {
    template <class In>
    using on = typename decltype(detail::border_pad_on<In, 3, Pixels, detail::Replicated>())::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<ReplicationPad2D> self, auto& out) {
        out(self, Pixels);
    }
};

}  // namespace ctnn
