#pragma once

#include <cstddef>
#include <ctnn/engine/placed/adaptive_pooling.hpp>

namespace ctnn {

/// The greatest value of so many parts of equal size as are asked for, channel by channel:
/// `AdaptiveMaxPool1D<4>` makes 4 steps of any sequence.
///
/// Shapes: `Shape<S, F>` -> `Shape<Steps, F>`.
/// Step o is of the steps from o S / Steps, rounded down, to (o + 1) S / Steps, rounded up.
/// No parameters. Ties and NaN are as in MaxPool2D. Cost: a comparison for each value of a part. Where
/// the size comes out even it is MaxPool1D.
/// PyTorch: `nn.AdaptiveMaxPool1d(Steps)`; Keras: `layers.AdaptiveMaxPooling1D`.
/// Goes wrong when the input is no sequence or the size is 0: a sentence from the network.
template <std::size_t Steps>
struct AdaptiveMaxPool1D {
    template <class In>
    using on = typename decltype(detail::adaptive_pool1d_on<In, Steps, kernels::Greatest>())::type;
};

}  // namespace ctnn
