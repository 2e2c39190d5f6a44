#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>

namespace ctnn {

/// Gradient descent: w -= learning_rate * g. Stochastic, since g is of a batch and not of all samples.
/// Cost: no moments.
/// PyTorch: SGD. Keras: SGD.
/// What goes wrong: too large a rate and the loss climbs or becomes NaN; too small and it hardly falls.
struct SGD {
    float learning_rate = 1e-2f;  ///< how far a step goes

    static constexpr std::size_t moments = 0;

    template <class T>
    struct Rule {
        static constexpr bool in_lanes = true;
        T rate;

        template <class V>
        CTNN_MEMBER constexpr V operator()(V w, V g, std::array<V, 0>&) const noexcept {
            return w - V(rate) * g;
        }
    };

    template <class T>
    CTNN_MEMBER constexpr Rule<T> rule(std::uint64_t /*step*/, T rate) const noexcept {
        return {rate};
    }
};

}  // namespace ctnn
