#pragma once

#include <ctnn/core/config.hpp>
#include <ctnn/initializers/he_normal.hpp>
#include <ctnn/math/silu.hpp>

namespace ctnn {

/// The sigmoid linear unit, or Swish: a smooth ReLU that dips below 0 before it nears it. (Hendrycks and
/// Gimpel, 2016; Elfwing, Uchibe and Doya, 2017; Ramachandran, Zoph and Le, 2017.)
/// Formula: y = z s, s = 1 / (1 + e^-z); slope s (1 + z (1 - s)).
/// Cost: an exponential and a division; 3 ns for 16 floats with AVX-512.
/// PyTorch: nn.SiLU. Keras: "silu" or "swish".
/// What goes wrong: minus infinity gives 0, where PyTorch gives NaN.
struct SiLU {
    using initializer = HeNormal;
    static constexpr bool in_lanes = true;
    static constexpr bool slope_reads_input = true;
    static constexpr float least = -0.279f;

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V value(V z) noexcept {
        return math::silu(z);
    }

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V slope(V z, V /*y*/) noexcept {
        return math::silu_slope(z);
    }
};

/// Its other name.
using Swish = SiLU;

}  // namespace ctnn
