#pragma once

#include <ctnn/core/config.hpp>
#include <ctnn/math/primitives.hpp>
#include <ratio>

namespace ctnn {

/// The identity, clipped: never below Low nor above High, which are fractions:
/// `Dense<16, HardTanhOf<std::ratio<0>, std::ratio<20>>>`.
/// Formula: y = min(max(z, Low), High); slope 1 where Low < z < High, else 0.
/// PyTorch: nn.Hardtanh(low, high), torch.clamp. Keras: ReLU(max_value=high), for a Low of 0. ONNX: Clip.
/// What goes wrong: a Low that is not below High is no activation, says the layer that is given it.
template <class Low, class High>
struct HardTanhOf {};

template <class Low, class High>
    requires(std::ratio_less_v<Low, High>)
struct HardTanhOf<Low, High> {
    static constexpr bool in_lanes = true;
    static constexpr bool slope_reads_input = false;
    static constexpr float least = float(double(Low::num) / double(Low::den));
    static constexpr float greatest = float(double(High::num) / double(High::den));
    static constexpr bool is_cheap = true;

    template <class V>
    static constexpr math::Element<V> low = math::Element<V>(double(Low::num) / double(Low::den));
    template <class V>
    static constexpr math::Element<V> high = math::Element<V>(double(High::num) / double(High::den));

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V value(V z) noexcept {
        return math::min(V(high<V>), math::max(V(low<V>), z));
    }

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V slope(V /*z*/, V y) noexcept {
        return math::select(y > V(low<V>), math::select(y < V(high<V>), V(1), V(0)), V(0));
    }
};

/// Tanh of straight lines: clipped at -1 and 1. (Collobert, 2004.)
/// Formula: y = min(max(z, -1), 1); slope 1 where -1 < z < 1, else 0.
/// PyTorch: nn.Hardtanh(). Keras: "hard_tanh".
/// What goes wrong: a unit that is clipped for every sample has no slope and never comes back.
struct HardTanh : HardTanhOf<std::ratio<-1>, std::ratio<1>> {};

}  // namespace ctnn
