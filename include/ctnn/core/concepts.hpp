#pragma once

#include <concepts>
#include <cstddef>
#include <ctnn/core/random.hpp>
#include <ctnn/core/shape.hpp>

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

namespace detail {

/// Values for each sample that `backward` may use and forget; a layer that needs more than elsewhere says so.
template <class L>
consteval std::size_t backward_scratch() {
    if constexpr (requires { L::backward_scratch; })
        return L::backward_scratch;
    else
        return L::scratch;
}

/// Whether what a layer gives for a sample in training depends on the others of its batch, as in BatchNorm:
/// then a batch is never worked on in parts.
template <class L>
consteval bool couples_samples() {
    if constexpr (requires { L::couples_samples; })
        return L::couples_samples;
    else
        return false;
}

/// The samples that a batch needs for the layer to learn from it; one where it does not say.
template <class L>
consteval std::size_t least_batch() {
    if constexpr (requires { L::least_batch; })
        return L::least_batch;
    else
        return 1;
}

/// The facts every placed layer states.
template <class L>
concept Placed = std::is_empty_v<L> && requires {
    typename L::input;
    typename L::output;
    { L::input::size + L::output::size + L::parameters } -> std::convertible_to<std::size_t>;
};

}  // namespace detail

/// A placed layer that works on batches of B samples: what every layer of the library is.
/// `predict` leaves nothing behind; `forward` leaves a tape for `backward`, which adds to the gradient of the
/// parameters and overwrites the gradient of the input (skipped when that span is empty). It may also have
/// `backward_into`, which lets an optimizer change the parameters on the way: engine/backward.hpp. How it
/// folds, it says as core/folding.hpp has it, and how it is spelt in a header of weights as
/// core/spelling.hpp.
template <class L>
concept BatchLayer =
    detail::Placed<L> &&
    requires(View<float, L::parameters> w, View<float, L::state> s, Slot<float, L::state> new_s,
             View<float, L::input::size> x, Slot<float, L::output::size> y, View<float, L::output::size> dy,
             Slot<float, L::tape> tape, View<float, L::tape> old_tape, Slot<float, L::input::size> dx,
             Slot<float, 0> none, Slot<float, L::parameters> dw, Slot<float, L::scratch> scratch,
             Slot<float, detail::backward_scratch<L>()> back, Random& random) {
        L::template predict<1, float>(w, s, x, y, scratch);
        L::template forward<1, float>(w, new_s, x, y, tape, scratch, random);
        L::template backward<1, float>(w, x, dy, old_tape, dy, dx, dw, back);
        L::template backward<1, float>(w, x, dy, old_tape, dy, none, dw, back);
        L::template initialize<float>(dw, new_s, random);
    };

/// A placed layer as a user may write it: it knows one sample and keeps nothing but its parameters. All that
/// calls it is noexcept: a layer, or an activation, that throws ends the program.
template <class L>
concept SampleLayer =
    detail::Placed<L> && !BatchLayer<L> &&
    requires(View<float, L::parameters> w, View<float, L::input::size> x, Slot<float, L::output::size> y,
             View<float, L::output::size> dy, Slot<float, L::input::size> dx, Slot<float, L::parameters> dw,
             Random& random) {
        L::predict(w, x, y);
        L::backward(w, x, dy, dy, dx, dw);
        L::initialize(dw, random);
    };

namespace detail {

/// Multiplications and additions for one sample; one for each parameter where a user's layer does not say.
template <class L>
consteval std::size_t multiply_adds() {
    if constexpr (requires { L::multiply_adds; })
        return L::multiply_adds;
    else
        return L::parameters;
}

/// Calls visit(offset, count) for each run of parameters that regularisation may shrink: a layer's weights,
/// not its biases. A layer says how many come first (`weights`), or walks through its parts (`each_weights`).
template <class L, class Visitor>
constexpr void each_weights(std::size_t offset, Visitor&& visit) {
    if constexpr (requires { L::each_weights(offset, visit); })
        L::each_weights(offset, visit);
    else if constexpr (requires { L::weights; })
        visit(offset, L::weights);
    else
        visit(offset, L::parameters);
}

}  // namespace detail
}  // namespace ctnn
