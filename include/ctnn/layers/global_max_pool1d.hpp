#pragma once

#include <ctnn/engine/placed/global_pooling.hpp>

namespace ctnn {

/// The greatest value of a whole sequence, feature by feature.
///
/// Shapes: `Shape<S, F>` -> `Shape<F>`.
/// No parameters. The gradient goes to the first of equal values; NaN gives NaN.
/// Cost: one comparison for each input.
/// PyTorch: `nn.AdaptiveMaxPool1d(1)` and a flatten; Keras: `GlobalMaxPooling1D`.
/// Goes wrong when the input is no sequence: a sentence from the network.
struct GlobalMaxPool1D {
    template <class In>
    using on = detail::GlobalPool1DOn<In, kernels::Greatest>;
};

}  // namespace ctnn
