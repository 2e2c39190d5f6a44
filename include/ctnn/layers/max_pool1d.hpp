#pragma once

#include <ctnn/core/code.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/engine/placed/pooling.hpp>
#include <type_traits>

namespace ctnn {

/// The greatest value of each window along a sequence, feature by feature. `MaxPool1D<4>` takes windows of
/// four steps that do not overlap; steps that fill none are left out.
///
/// Shapes: `Shape<S, F>` -> `Shape<S', F>`, where S' = (S + padding - window) / stride + 1, rounded down;
/// with `same` padding S / stride, rounded up.
/// No parameters. Padding never wins; ties and NaN are as MaxPool2D has them.
/// Streams unless a window juts out after the last step: the delay is window - 1 less the padding before,
/// the period is the stride.
/// Cost: window comparisons for each output.
/// PyTorch: `nn.MaxPool1d(window, stride, padding)`; Keras: `MaxPooling1D`.
/// Goes wrong when the input is no sequence, the window is longer than it, or a window lies wholly in the
/// padding: a sentence from the network.
template <std::size_t Window, auto Options = Pool1DOptions{}>
struct MaxPool1D {
    template <class In>
    using on = typename decltype(detail::pool1d_on<In, Window, Options, kernels::Greatest>())::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<MaxPool1D> self, auto& out) {
        out(self, Window, OrDefault{Options, Pool1DOptions{}});
    }
};

}  // namespace ctnn
