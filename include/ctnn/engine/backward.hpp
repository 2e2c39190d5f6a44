#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/engine/layer.hpp>
#include <ctnn/kernels/values/update.hpp>
#include <type_traits>

// Backward through a layer, wherever the gradient of its parameters goes.

namespace ctnn::detail::inline CTNN_CODE {

/// Backward through L. `into` is a pointer, to which the gradient is added, or an Update, which uses it up:
/// in the layer if that knows how, else in a second pass.
template <class L, std::size_t B, class T, std::size_t D, class Into>
CTNN_INLINE constexpr void backward(View<T, L::parameters> w, View<T, B * L::input::size> x,
                                    View<T, B * L::output::size> y, View<T, B * L::tape> tape,
                                    View<T, B * L::output::size> dy, Slot<T, D> dx, Into into,
                                    Slot<T, B * backward_scratch<L>()> work) noexcept {
    if constexpr (BackwardsInto<L, B, T, D, Into>)
        L::template backward_into<B, T>(w, x, y, tape, dy, dx, into, work);
    else if constexpr (std::is_pointer_v<Into>)
        L::template backward<B, T>(w, x, y, tape, dy, dx, Slot<T, L::parameters>(into, L::parameters), work);
    else
        kernels::update_after<L::parameters>(into, [&](T* dw) {
            L::template backward<B, T>(w, x, y, tape, dy, dx, Slot<T, L::parameters>(dw, L::parameters),
                                       work);
        });
}

}  // namespace ctnn::detail::inline CTNN_CODE
