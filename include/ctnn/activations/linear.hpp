#pragma once

#include <ctnn/core/config.hpp>

namespace ctnn {

/// The identity: a layer without an activation.
/// Formula: y = z; slope 1.
/// PyTorch: nn.Identity, or none. Keras: activation=None.
struct Linear {
    static constexpr bool in_lanes = true;
    static constexpr bool is_linear = true;  // kernels leave it out
    static constexpr bool slope_reads_input = false;
    static constexpr bool is_cheap = true;

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V value(V z) noexcept {
        return z;
    }

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V slope(V /*z*/, V /*y*/) noexcept {
        return V(1);
    }
};

}  // namespace ctnn
