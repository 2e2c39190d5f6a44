#pragma once

#include <ctnn/engine/placed/global_pooling.hpp>

namespace ctnn {

/// The mean of a whole image, channel by channel.
///
/// Shapes: `Shape<H, W, C>` -> `Shape<C>`.
/// No parameters.
/// Cost: one addition for each input.
/// PyTorch: `nn.AdaptiveAvgPool2d(1)` and a flatten; Keras: `GlobalAveragePooling2D`.
/// Goes wrong when the input is no image: a sentence from the network.
struct GlobalAvgPool2D {
    template <class In>
    using on = detail::GlobalPool2DOn<In, kernels::Average<false>>;
};

}  // namespace ctnn
