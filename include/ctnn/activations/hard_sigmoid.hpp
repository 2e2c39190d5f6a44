#pragma once

#include <ctnn/core/config.hpp>
#include <ctnn/math/primitives.hpp>
#include <ratio>

namespace ctnn {

/// Sigmoid of straight lines, of a slope of your own: `LSTM<16, Returns::last, Tanh, KerasHardSigmoid>`.
/// Formula: y = min(max(z Slope + 1/2, 0), 1); slope Slope where 0 < y < 1, else 0.
/// PyTorch: none but that of 1/6. ONNX: HardSigmoid with beta 0.5; its alpha, 0.2 if unsaid, is the Slope.
/// What goes wrong: a slope of 0 or less is no activation, says the layer that is given it.
template <class Slope>
struct HardSigmoidOf {};

template <class Slope>
    requires(Slope::num > 0)
struct HardSigmoidOf<Slope> {
    static constexpr bool in_lanes = true;
    static constexpr bool slope_reads_input = false;
    static constexpr float least = 0, greatest = 1;
    static constexpr bool is_cheap = true;

    template <class V>
    static constexpr math::Element<V> rise = math::Element<V>(double(Slope::num) / double(Slope::den));
    template <class V>  // y is 0 at -reach and 1 at reach
    static constexpr math::Element<V> reach = math::Element<V>(double(Slope::den) / double(Slope::num) / 2);

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V value(V z) noexcept {
        if (math::is_constant_nan(z)) return z;
        // Not z Slope + 1/2, of which rounding leaves nothing near -reach.
        const V above = math::min(V(2 * reach<V>), math::max(V(0), z + V(reach<V>)));
        return math::min(V(1), above * V(rise<V>));
    }

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V slope(V /*z*/, V y) noexcept {
        return math::select(y > V(0), math::select(y < V(1), V(rise<V>), V(0)), V(0));
    }
};

/// Sigmoid of straight lines: 0 below -3, 1 above 3. (Howard and others, 2019.)
/// Formula: y = min(max(z + 3, 0), 6) / 6; slope 1/6 where -3 < z < 3, else 0.
/// PyTorch: nn.Hardsigmoid. Keras 3: "hard_sigmoid". That of Keras 2 is another: KerasHardSigmoid.
/// What goes wrong: a unit that is clipped for every sample has no slope and never comes back.
struct HardSigmoid : HardSigmoidOf<std::ratio<1, 6>> {};

/// That of Keras 2, also of Theano and, unless it says otherwise, of ONNX: 0 below -2.5, 1 above 2.5.
/// Formula: y = min(max(0.2 z + 0.5, 0), 1); slope 1/5 where -2.5 < z < 2.5, else 0.
/// PyTorch: none. Keras 2: "hard_sigmoid", the gates of its oldest LSTM and GRU.
struct KerasHardSigmoid : HardSigmoidOf<std::ratio<1, 5>> {};

}  // namespace ctnn
