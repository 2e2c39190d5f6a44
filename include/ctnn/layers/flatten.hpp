#pragma once

#include <ctnn/layers/activation.hpp>

namespace ctnn {

/// Reads a tensor of any shape as one row of values, outermost extent first.
///
/// Shapes: `Shape<H, W, C>` -> `Shape<H * W * C>`. The values and their order stay.
/// No parameters. PyTorch: `nn.Flatten`, whose order is C, H, W; Keras: `Flatten`.
struct Flatten {
    template <class In>
    struct on : detail::ActivationOn<In, Linear> {
        using output = typename In::flat;
        using logits = on;
        using stream = void;  // of one step there is nothing to join
    };
};

}  // namespace ctnn
