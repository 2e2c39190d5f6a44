#pragma once

#include <cstddef>
#include <ctnn/engine/placed/adaptive_pooling.hpp>

namespace ctnn {

/// The mean of so many parts of equal size as are asked for, channel by channel: `AdaptiveAvgPool1D<4>` makes
/// 4 steps of any sequence.
///
/// Shapes: `Shape<S, F>` -> `Shape<Steps, F>`.
/// Step o is of the steps from o S / Steps, rounded down, to (o + 1) S / Steps, rounded up.
/// No parameters. Cost: an addition for each value of a part. Where
/// the size comes out even it is AvgPool1D.
/// PyTorch: `nn.AdaptiveAvgPool1d(Steps)`; Keras: `layers.AdaptiveAveragePooling1D`.
/// Goes wrong when the input is no sequence or the size is 0: a sentence from the network.
template <std::size_t Steps>
struct AdaptiveAvgPool1D {
    template <class In>
    using on = typename decltype(detail::adaptive_pool1d_on<In, Steps, kernels::Average<false>>())::type;
};

}  // namespace ctnn
