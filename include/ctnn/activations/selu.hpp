#pragma once

#include <ctnn/core/config.hpp>
#include <ctnn/initializers/lecun_normal.hpp>
#include <ctnn/math/math.hpp>

namespace ctnn {

/// The self-normalizing ELU: it draws the outputs of a deep network towards mean 0 and variance 1, given
/// weights from LecunNormal. (Klambauer, Unterthiner, Mayr and Hochreiter, 2017.)
/// Formula: y = s z where z > 0, else s a (e^z - 1), s = 1.0507 and a = 1.6733; slope s or y + s a.
/// Cost: an exponential; 2.5 ns for 16 floats with AVX-512.
/// PyTorch: nn.SELU. Keras: "selu".
struct SELU {
    using initializer = LecunNormal;
    static constexpr bool in_lanes = true;
    static constexpr bool slope_reads_input = false;
    static constexpr float least = -1.7580993f;

    template <class V>
    static constexpr math::Element<V> scale = math::Element<V>(1.0507009873554805);
    template <class V>
    static constexpr math::Element<V> depth = math::Element<V>(1.7580993408473769);  // scale times alpha

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V value(V z) noexcept {
        return math::select(z > V(0), math::magnified(z, V(scale<V>)),
                            math::magnified(math::expm1(math::min(V(0), z)), V(depth<V>)));
    }

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V slope(V /*z*/, V y) noexcept {
        if (math::is_constant_nan(y)) return y;
        return math::select(y > V(0), V(scale<V>), y + V(depth<V>));
    }
};

}  // namespace ctnn
