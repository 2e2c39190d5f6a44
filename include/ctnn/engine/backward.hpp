#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/engine/layer.hpp>
#include <ctnn/kernels/values/update.hpp>
#include <type_traits>

// Backward through a layer, wherever the gradient of its parameters goes.

namespace ctnn::detail::inline CTNN_CODE {

/// Where the gradient of what is not trained would go.
struct NoGradient {
    constexpr NoGradient operator+(std::size_t) const noexcept { return {}; }
};

/// Backward through L; nothing where nobody wants what it would give. `into` is a pointer, to which the
/// gradient is added, or an Update, which uses it up: in the layer if that knows how, else in a second pass;
/// or NoGradient, of a layer with `backward_data`. A layer that reads its state on the way is given that
/// last.
template <class L, std::size_t B, class T, std::size_t D, class Into, class... State>
CTNN_INLINE constexpr void backward(View<T, L::parameters> w, View<T, B * L::input::size> x,
                                    View<T, B * L::output::size> y, View<T, B * L::tape> tape,
                                    View<T, B * L::output::size> dy, Slot<T, D> dx, Into into,
                                    Slot<T, B * backward_scratch<L>()> work, State... state) noexcept {
    if constexpr (D == 0 && L::parameters == 0)
        return;
    else if constexpr (sizeof...(State) != 0 && !backward_reads_state<L>())
        detail::backward<L, B, T, D>(w, x, y, tape, dy, dx, into, work);
    else if constexpr (std::is_same_v<Into, NoGradient>)
        L::template backward_data<B, T>(w, x, y, tape, dy, dx, work);
    else if constexpr (BackwardsInto<L, B, T, D, Into>)
        L::template backward_into<B, T>(w, x, y, tape, dy, dx, into, work, state...);
    else if constexpr (std::is_pointer_v<Into>)
        L::template backward<B, T>(w, x, y, tape, dy, dx, Slot<T, L::parameters>(into, L::parameters), work,
                                   state...);
    else
        kernels::update_after<L::parameters>(into, [&](T* dw) {
            L::template backward<B, T>(w, x, y, tape, dy, dx, Slot<T, L::parameters>(dw, L::parameters), work,
                                       state...);
        });
}

}  // namespace ctnn::detail::inline CTNN_CODE
