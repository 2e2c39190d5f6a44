#pragma once

#include <cstddef>
#include <ctnn/engine/placed/adaptive_pooling.hpp>

namespace ctnn {

/// The greatest value of so many parts of equal size as are asked for, channel by channel:
/// `AdaptiveMaxPool2D<3, 2>` makes 3 rows of 2 pixels of any image.
///
/// Shapes: `Shape<H, W, C>` -> `Shape<Height, Width, C>`.
/// Row o is of the rows from o H / Height, rounded down, to (o + 1) H / Height, rounded up; columns likewise.
/// No parameters. Ties and NaN are as in MaxPool2D. Cost: a comparison for each value of a part. Where
/// the size comes out even it is MaxPool2D.
/// PyTorch: `nn.AdaptiveMaxPool2d((Height, Width))`; Keras: `layers.AdaptiveMaxPooling2D`.
/// Goes wrong when the input is no image or the size is 0: a sentence from the network.
template <std::size_t Height, std::size_t Width = Height>
struct AdaptiveMaxPool2D {
    template <class In>
    using on = typename decltype(detail::adaptive_pool2d_on<In, Height, Width, kernels::Greatest>())::type;
};

}  // namespace ctnn
