#pragma once

#include <ctnn/core/code.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/engine/placed/pooling.hpp>
#include <type_traits>

namespace ctnn {

/// The mean of each window, channel by channel. `AvgPool2D<2>` takes windows of 2 x 2 that do not overlap;
/// rows and columns that fill none are left out.
///
/// Shapes: `Shape<H, W, C>` -> `Shape<H', W', C>`, where H' = (H + padding - window) / stride + 1, rounded
/// down, and W' likewise; with `same` padding H / stride, rounded up.
/// No parameters. Where a window juts out into the padding the mean is of the values inside, as Keras and
/// ONNX have it; with `PoolOptions{.count_padding = true}` the zeros count too, as PyTorch has it.
/// Cost: window additions for each output.
/// PyTorch: `nn.AvgPool2d(window, stride, padding)`, with padding that counts; Keras: `AveragePooling2D`.
/// Goes wrong when the input is no image, the window is larger than it, or a window lies wholly in the
/// padding: a sentence from the network.
template <Size2D Window, auto Options = PoolOptions{}>
struct AvgPool2D {
    template <class In>
    using on = typename decltype(detail::pool2d_on<In, Window, Options,
                                                   kernels::Average<detail::counts_zeros<Options>>>())::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<AvgPool2D> self, auto& out) {
        out(self, Window, OrDefault{Options, PoolOptions{}});
    }
};

}  // namespace ctnn
