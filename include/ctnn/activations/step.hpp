#pragma once

#include <ctnn/core/config.hpp>
#include <ctnn/math/primitives.hpp>

namespace ctnn {

/// Heaviside's step: the threshold of McCulloch and Pitts's neuron and of Rosenblatt's perceptron.
/// Formula: y = 1 where z > 0, else 0; slope 0.
/// PyTorch: torch.heaviside(z, 0). Keras: none.
/// What goes wrong: no gradient passes. It learns by the Perceptron loss alone.
struct Step {
    static constexpr bool in_lanes = true;
    static constexpr bool slope_reads_input = false;
    static constexpr float least = 0, greatest = 1;
    static constexpr bool is_cheap = true;

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V value(V z) noexcept {
        return math::select(z > V(0), V(1), math::select(z <= V(0), V(0), z));  // NaN stays NaN
    }

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V slope(V /*z*/, V /*y*/) noexcept {
        return V(0);
    }
};

}  // namespace ctnn
