#pragma once

#include <ctnn/engine/placed/global_pooling.hpp>

namespace ctnn {

/// The mean of a whole sequence, feature by feature.
///
/// Shapes: `Shape<S, F>` -> `Shape<F>`.
/// No parameters.
/// Cost: one addition for each input.
/// PyTorch: `nn.AdaptiveAvgPool1d(1)` and a flatten; Keras: `GlobalAveragePooling1D`.
/// Goes wrong when the input is no sequence: a sentence from the network.
struct GlobalAvgPool1D {
    template <class In>
    using on = detail::GlobalPool1DOn<In, kernels::Average<false>>;
};

}  // namespace ctnn
