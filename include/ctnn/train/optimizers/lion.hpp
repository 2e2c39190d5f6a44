#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/config.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>

namespace ctnn {

namespace detail::inline CTNN_CODE {

/// -1, 0 or 1; NaN stays NaN.
template <class V>
CTNN_INLINE constexpr V sign(V x) noexcept {
    return math::select(x > V(0), V(1), math::select(x < V(0), V(-1), x));
}

}  // namespace detail::inline CTNN_CODE

/// Steps of one size: by the sign of a mean of the gradients, with weight decay beside it.
/// Formula: w -= learning_rate * (sign(beta1 * m + (1 - beta1) * g) + weight_decay * w), m = beta2 * m + (1
/// - beta2) * g.
/// (Chen and others: Symbolic discovery of optimization algorithms, 2023.)
/// Cost: one moment.
/// PyTorch has none; lion-pytorch. Keras: Lion, where the rate is 0.001.
/// What goes wrong: all steps are as long as the rate, beside the minimum too: a third to a tenth of Adam's,
/// with a weight decay as many times as large, and a schedule that ends near 0.
struct Lion {
    float learning_rate = 1e-4f;  ///< how far a step goes
    float beta1 = 0.9f;           ///< share of the mean in a step
    float beta2 = 0.99f;          ///< share of the mean that stays
    float weight_decay = 0;       ///< share that a parameter loses, times the rate

    static constexpr std::size_t moments = 1;

    CTNN_MEMBER constexpr auto settings() const noexcept {
        return std::array{Setting("beta1", beta1, value_ranges::from_0_to_below_1),
                          Setting("beta2", beta2, value_ranges::from_0_to_below_1),
                          Setting("weight_decay", weight_decay, value_ranges::from_0)};
    }

    template <class T>
    struct Rule {
        static constexpr bool in_lanes = true;
        T rate, beta1, beta2;
        T keep;  // 1 - learning_rate * weight_decay

        template <class V>
        CTNN_MEMBER constexpr V operator()(V w, V g, std::array<V, 1>& m) const noexcept {
            const V way = detail::sign(V(beta1) * m[0] + V(1 - beta1) * g);
            m[0] = V(beta2) * m[0] + V(1 - beta2) * g;
            return V(keep) * w - V(rate) * way;
        }
    };

    template <class T>
    CTNN_MEMBER constexpr Rule<T> rule(std::uint64_t /*step*/, T rate) const noexcept {
        const double decay = static_cast<double>(rate) * static_cast<double>(weight_decay);
        return {rate, static_cast<T>(beta1), static_cast<T>(beta2), static_cast<T>(1 - decay)};
    }
};

}  // namespace ctnn
