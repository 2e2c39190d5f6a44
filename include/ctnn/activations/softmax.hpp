#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/values/softmax.hpp>

namespace ctnn {

/// A sample's outputs as probabilities: positive, with a sum of 1. It is no function of one number: instead
/// of `value` and `slope` it has `values` and `gradient` of a whole sample.
/// Formula: y[i] = e^z[i] / sum of e^z[j]; the gradient of z is y[i] (dy[i] - sum of y[j] dy[j]).
/// Cost: an exponential for each output.
/// PyTorch: nn.Softmax(dim=-1). Keras: "softmax".
/// What goes wrong: where PyTorch's networks end in logits for the sake of CrossEntropyLoss, ours end in
/// Softmax, and CrossEntropy works on what comes before it.
struct Softmax {
    static constexpr float least = 0, greatest = 1;

    /// y = softmax(z) for N values, in place or not.
    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void values(const T* z, T* y) noexcept {
        kernels::softmax<N>(z, y);
    }

    /// The same for values in registers, in place.
    template <class R>
        requires requires(R& row) { kernels::softmax(row); }
    CTNN_MEMBER CTNN_INLINE static void row(R& row) noexcept {
        kernels::softmax(row);
    }

    /// The same for the N values of samples in lanes, in place.
    template <std::size_t N, class V>
    CTNN_MEMBER CTNN_INLINE static void lanes(V* y) noexcept {
        kernels::softmax_lanes<N>(y);
    }

    /// dz from y and dy for N values, in place or not.
    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void gradient(const T* y, const T* dy, T* dz) noexcept {
        kernels::softmax_gradient<N>(y, dy, dz);
    }
};

}  // namespace ctnn
