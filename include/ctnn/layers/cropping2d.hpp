#pragma once

#include <ctnn/core/code.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/engine/placed/border.hpp>
#include <type_traits>

namespace ctnn {

/// An image without the rows and columns at its edges: `Cropping2D<pad(1)>` leaves out one on every side, as
/// a convolution of 3 x 3 without padding does, so that its input can be added to what that gives:
/// `Add<Cropping2D<pad(1)>, Conv2D<8, 3>>` on 8 channels.
///
/// Shapes: `Shape<H, W, C>` -> `Shape<H - top - bottom, W - left - right, C>`.
/// No parameters. Cost: one copy.
/// PyTorch: `x[:, :, top:-bottom, left:-right]`; Keras: `Cropping2D(((top, bottom), (left, right)))`.
/// Goes wrong when the input is no image, when nothing would be left, or with `same` or `causal` in pad's
/// place: a sentence from the network.
template <Padding Pixels>
struct Cropping2D {
    template <class In>
    using on = typename decltype(detail::crop_on<In, 3, Pixels>())::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<Cropping2D> self, auto& out) {
        out(self, Pixels);
    }
};

}  // namespace ctnn
