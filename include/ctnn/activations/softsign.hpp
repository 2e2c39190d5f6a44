#pragma once

#include <ctnn/core/config.hpp>
#include <ctnn/math/primitives.hpp>

namespace ctnn {

/// Like Tanh, but it nears -1 and 1 slowly. (Bergstra, Desjardins, Lamblin and Bengio, 2009.)
/// Formula: y = z / (1 + |z|); slope 1 / (1 + |z|)^2.
/// PyTorch: nn.Softsign. Keras: "softsign".
/// What goes wrong: an infinite z gives NaN, as in PyTorch.
struct Softsign {
    static constexpr bool in_lanes = true;
    static constexpr bool slope_reads_input = true;
    static constexpr float least = -1, greatest = 1;

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V value(V z) noexcept {
        if (math::is_constant_nan(z) || math::is_constant_infinite(z)) return V(math::nan<math::Element<V>>);
        if constexpr (fast_math) {
            // Which divides by way of an estimated reciprocal: beyond 2^126 it is 0, or times infinity NaN.
            const V most(math::Element<V>(1e30)), limited = math::min(most, math::max(V(0) - most, z));
            return limited / (V(1) + math::abs(limited));
        }
        return z / (V(1) + math::abs(z));
    }

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V slope(V z, V /*y*/) noexcept {
        if (math::is_constant_nan(z)) return z;
        const V share = V(1) / (V(1) + math::abs(z));
        return share * share;
    }
};

}  // namespace ctnn
