#pragma once

#include <ctnn/core/config.hpp>
#include <ctnn/initializers/he_normal.hpp>
#include <ctnn/math/primitives.hpp>

namespace ctnn {

/// The rectified linear unit. (Nair and Hinton, 2010.)
/// Formula: y = max(z, 0); slope 1 where z > 0, else 0.
/// PyTorch: nn.ReLU. Keras: "relu".
/// What goes wrong: a unit whose z is negative for every sample has no slope and never comes back.
struct ReLU {
    using initializer = HeNormal;
    static constexpr bool in_lanes = true;
    static constexpr bool slope_reads_input = false;
    static constexpr float least = 0;
    static constexpr bool is_cheap = true;

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V value(V z) noexcept {
        return math::max(V(0), z);
    }

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V slope(V /*z*/, V y) noexcept {
        return math::select(y > V(0), V(1), V(0));
    }
};

}  // namespace ctnn
