#pragma once

#include <ctnn/core/code.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/engine/placed/pooling.hpp>
#include <type_traits>

namespace ctnn {

/// The mean of each window along a sequence, feature by feature. `AvgPool1D<4>` takes windows of
/// four steps that do not overlap; steps that fill none are left out.
///
/// Shapes: `Shape<S, F>` -> `Shape<S', F>`, where S' = (S + padding - window) / stride + 1, rounded down;
/// with `same` padding S / stride, rounded up.
/// No parameters. The padding is left out of the mean, unless `Pool1DOptions{.count_padding = true}`.
/// Streams unless a window juts out after the last step: the delay is window - 1 less the padding before,
/// the period is the stride.
/// Cost: window additions for each output.
/// PyTorch: `nn.AvgPool1d(window, stride, padding)`, with padding that counts; Keras: `AveragePooling1D`.
/// Goes wrong when the input is no sequence, the window is longer than it, or a window lies wholly in the
/// padding: a sentence from the network.
template <std::size_t Window, auto Options = Pool1DOptions{}>
struct AvgPool1D {
    template <class In>
    using on = typename decltype(detail::pool1d_on<In, Window, Options,
                                                   kernels::Average<detail::counts_zeros<Options>>>())::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<AvgPool1D> self, auto& out) {
        out(self, Window, OrDefault{Options, Pool1DOptions{}});
    }
};

}  // namespace ctnn
