#pragma once

#include <concepts>
#include <cstddef>
#include <ctnn/core/random.hpp>
#include <span>

namespace ctnn {

/// An activation of one number: `value(z)`, and `slope(z, y)`, the derivative at z where y = value(z).
template <class A>
concept Elementwise = requires(float z) {
    { A::value(z) } -> std::same_as<float>;
    { A::slope(z, z) } -> std::same_as<float>;
};

/// An activation of a whole sample at once, as Softmax: `values` writes y = f(z), `gradient` writes the
/// gradient of z from y and the gradient of y. Both may be called in place.
template <class A>
concept Wholesale = requires(const float* y, float* z) {
    A::template values<2>(y, z);
    A::template gradient<2>(y, y, z);
};

/// Whether the slope needs z, which a layer then keeps; most are computed from y.
template <class A>
inline constexpr bool slope_reads_input = [] {
    if constexpr (requires { A::slope_reads_input; })
        return bool(A::slope_reads_input);
    else
        return Elementwise<A>;  // a user's activation may read either
}();

/// An activation. What it says besides, and what is derived from it says too, unless it says otherwise:
///
///     using initializer = HeNormal;        // how weights start that feed it; GlorotUniform if it is silent
///     static constexpr bool folds = false; // stays a layer of its own in `folded<Net>`
///
/// In a header of weights it has the compiler's name for it, or the one that it says: core/spelling.hpp.
template <class A>
concept AnActivation = Elementwise<A> || Wholesale<A>;

/// An initializer: fills a layer's weights, given how many inputs and outputs each of its units sees.
template <class I>
concept AnInitializer = requires(std::span<float> w, Random& random) {
    I::template fill<float>(w, std::size_t{1}, std::size_t{1}, random);
};

}  // namespace ctnn
