#pragma once

#include <ctnn/core/config.hpp>
#include <ctnn/math/math.hpp>

namespace ctnn {

/// The logistic function: any number to between 0 and 1.
/// Formula: y = 1 / (1 + e^-z); slope y (1 - y).
/// Cost: an exponential and a division; 2.1 ns for 16 floats with AVX-512.
/// PyTorch: nn.Sigmoid. Keras: "sigmoid".
/// What goes wrong: beyond |z| = 10 the slope is nearly 0 and learning stalls. As the last layer it goes
/// with BinaryCrossEntropy, which works on z.
struct Sigmoid {
    static constexpr bool in_lanes = true;
    static constexpr bool slope_reads_input = false;
    static constexpr float least = 0, greatest = 1;

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V value(V z) noexcept {
        return math::sigmoid(z);
    }

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V slope(V /*z*/, V y) noexcept {
        if (math::is_constant_nan(y)) return y;
        return y * (V(1) - y);
    }
};

}  // namespace ctnn
