#pragma once

#include <ctnn/core/code.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/engine/placed/border.hpp>
#include <type_traits>

namespace ctnn {

/// A sequence without its first and last steps: `Cropping1D<pad(0, 0, 4, 0)>` leaves out four at the
/// beginning, as a convolution without padding does that sees five. So its input can be added to what that
/// gives: `Add<Cropping1D<pad(0, 0, 4, 0)>, Conv1D<8, 5>>` on 8 features.
///
/// Shapes: `Shape<S, F>` -> `Shape<S - left - right, F>`; of `pad(...)` its left and right count.
/// No parameters. Cost: one copy. Streams where nothing is cut off the end, its first output with step
/// `left`, counted from 0: as that of the convolution, so that both come together.
/// PyTorch: `x[:, :, left:-right]`; Keras: `Cropping1D((left, right))`.
/// Goes wrong when the input is no sequence, when nothing would be left, or with `same` or `causal` in pad's
/// place: a sentence from the network.
template <Padding Steps>
struct Cropping1D {
    template <class In>
    using on = typename decltype(detail::crop_on<In, 2, Steps>())::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<Cropping1D> self, auto& out) {
        out(self, Steps);
    }
};

}  // namespace ctnn
