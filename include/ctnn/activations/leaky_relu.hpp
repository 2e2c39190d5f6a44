#pragma once

#include <ctnn/core/config.hpp>
#include <ctnn/initializers/he_normal.hpp>
#include <ctnn/math/primitives.hpp>
#include <ratio>

namespace ctnn {

/// The rectified linear unit that lets a share of the negative side through, so that no unit dies:
/// `Dense<16, LeakyReLUOf<std::ratio<3, 10>>>`. (Maas, Hannun and Ng, 2013.)
/// Formula: y = z where z > 0, else z * Slope; slope 1 or Slope.
/// PyTorch: nn.LeakyReLU(slope). Keras: LeakyReLU(negative_slope=slope), whose own default is 0.3.
/// What goes wrong: a slope of 0 or less is no activation, says the layer that is given it. For 0 there is
/// ReLU.
template <class Slope>
struct LeakyReLUOf {};

template <class Slope>
    requires(Slope::num > 0)
struct LeakyReLUOf<Slope> {
    using initializer = HeNormal;
    static constexpr bool in_lanes = true;
    static constexpr bool slope_reads_input = false;
    static constexpr bool is_cheap = true;

    template <class V>
    static constexpr math::Element<V> leak = math::Element<V>(double(Slope::num) / double(Slope::den));

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V value(V z) noexcept {
        if (math::is_constant_nan(z)) return z;
        return math::select(z > V(0), z, z * V(leak<V>));
    }

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V slope(V /*z*/, V y) noexcept {
        return math::select(y > V(0), V(1), V(leak<V>));
    }
};

/// The one that lets a hundredth through.
/// Formula: y = z where z > 0, else z / 100; slope 1 or 1/100.
/// PyTorch: nn.LeakyReLU(). Keras: LeakyReLU(negative_slope=0.01); its own default is 0.3.
struct LeakyReLU : LeakyReLUOf<std::ratio<1, 100>> {};

}  // namespace ctnn
