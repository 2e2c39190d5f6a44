#pragma once

#include <cstddef>
#include <ctnn/engine/placed/adaptive_pooling.hpp>

namespace ctnn {

/// The mean of so many parts of equal size as are asked for, channel by channel: `AdaptiveAvgPool2D<3, 2>`
/// makes 3 rows of 2 pixels of any image.
///
/// Shapes: `Shape<H, W, C>` -> `Shape<Height, Width, C>`.
/// Row o is of the rows from o H / Height, rounded down, to (o + 1) H / Height, rounded up; columns likewise.
/// No parameters. Cost: an addition for each value of a part. Where
/// the size comes out even it is AvgPool2D.
/// PyTorch: `nn.AdaptiveAvgPool2d((Height, Width))`; Keras: `layers.AdaptiveAveragePooling2D`.
/// Goes wrong when the input is no image or the size is 0: a sentence from the network.
template <std::size_t Height, std::size_t Width = Height>
struct AdaptiveAvgPool2D {
    template <class In>
    using on =
        typename decltype(detail::adaptive_pool2d_on<In, Height, Width, kernels::Average<false>>())::type;
};

}  // namespace ctnn
