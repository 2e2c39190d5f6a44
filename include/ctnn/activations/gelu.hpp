#pragma once

#include <ctnn/core/config.hpp>
#include <ctnn/initializers/he_normal.hpp>
#include <ctnn/math/gelu.hpp>

namespace ctnn {

/// The Gaussian error linear unit. (Hendrycks and Gimpel, 2016.)
/// Formula: y = z Phi(z) = z (1 + erf(z / sqrt 2)) / 2, not its approximation by tanh; slope
/// Phi(z) + z phi(z), Phi and phi the standard normal distribution's cumulative function and density.
/// Cost: an exponential, two polynomials and a division; 5 ns for 16 floats with AVX-512.
/// PyTorch: nn.GELU(). Keras: gelu(approximate=False).
/// What goes wrong: minus infinity gives 0, where PyTorch gives NaN.
struct GELU {
    using initializer = HeNormal;
    static constexpr bool in_lanes = true;
    static constexpr bool slope_reads_input = true;
    static constexpr float least = -0.17f;

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V value(V z) noexcept {
        return math::gelu(z);
    }

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V slope(V z, V /*y*/) noexcept {
        return math::gelu_slope(z);
    }
};

}  // namespace ctnn
