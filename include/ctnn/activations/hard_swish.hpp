#pragma once

#include <ctnn/core/config.hpp>
#include <ctnn/initializers/he_normal.hpp>
#include <ctnn/math/primitives.hpp>

namespace ctnn {

/// SiLU of straight lines and a parabola: z by HardSigmoid of it. (Howard and others, 2019.)
/// Formula: y = z min(max(z + 3, 0), 6) / 6; slope 0 where z <= -3, z/3 + 1/2 between, 1 where z >= 3.
/// PyTorch: nn.Hardswish. Keras: "hard_silu" or "hard_swish".
/// What goes wrong: minus infinity gives 0, where PyTorch gives NaN.
struct HardSwish {
    using initializer = HeNormal;
    static constexpr bool in_lanes = true;
    static constexpr bool slope_reads_input = true;
    static constexpr float least = -0.375f;

    template <class V>
    static constexpr math::Element<V> sixth = math::Element<V>(1.0 / 6);

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V value(V z) noexcept {
        if (math::is_constant_nan(z)) return z;
        const V from = math::max(V(-3), z);
        // The share first: six times the largest number is infinite.
        return from * math::as_written(math::min(V(6), from + V(3)) * V(sixth<V>));
    }

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V slope(V z, V /*y*/) noexcept {
        if (math::is_constant_nan(z)) return z;
        const V within = math::min(V(3), math::max(V(-3), z));
        const V between = (within + within + V(3)) * V(sixth<V>);
        return math::select(z <= V(-3), V(0), math::select(z >= V(3), V(1), between));
    }
};

}  // namespace ctnn
