#pragma once

#include <ctnn/core/code.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/engine/placed/pooling.hpp>
#include <type_traits>

namespace ctnn {

/// The greatest value of each window, channel by channel, so that an image shrinks and what is in it may move
/// a little. `MaxPool2D<2>` takes windows of 2 x 2 that do not overlap; rows and columns that fill none are
/// left out.
///
/// Shapes: `Shape<H, W, C>` -> `Shape<H', W', C>`, where H' = (H + padding - window) / stride + 1, rounded
/// down, and W' likewise; with `same` padding H / stride, rounded up.
/// No parameters. Padding never wins: it counts as minus infinity. The gradient goes to the first of equal
/// values, in the order of rows; a window with a NaN gives NaN, and its gradient to the first NaN.
/// Cost: window comparisons for each output.
/// PyTorch: `nn.MaxPool2d(window, stride, padding)`; Keras: `MaxPooling2D`.
/// Goes wrong when the input is no image, the window is larger than it, or a window lies wholly in the
/// padding: a sentence from the network.
template <Size2D Window, auto Options = PoolOptions{}>
struct MaxPool2D {
    template <class In>
    using on = typename decltype(detail::pool2d_on<In, Window, Options, kernels::Greatest>())::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<MaxPool2D> self, auto& out) {
        out(self, Window, OrDefault{Options, PoolOptions{}});
    }
};

}  // namespace ctnn
