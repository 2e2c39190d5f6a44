#pragma once

#include <ctnn/engine/placed/global_pooling.hpp>

namespace ctnn {

/// The greatest value of a whole image, channel by channel.
///
/// Shapes: `Shape<H, W, C>` -> `Shape<C>`.
/// No parameters. The gradient goes to the first of equal values; NaN gives NaN.
/// Cost: one comparison for each input.
/// PyTorch: `nn.AdaptiveMaxPool2d(1)` and a flatten; Keras: `GlobalMaxPooling2D`.
/// Goes wrong when the input is no image: a sentence from the network.
struct GlobalMaxPool2D {
    template <class In>
    using on = detail::GlobalPool2DOn<In, kernels::Greatest>;
};

}  // namespace ctnn
