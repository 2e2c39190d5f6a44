#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <type_traits>
#include <utility>

// Streams of layers that do the same to every step of a sequence, and keep nothing from one to the next.

namespace ctnn::detail::inline CTNN_CODE {

/// The shape of one step of a sequence: its extents but the first. Void where there is but one.
template <class S>
struct FirstStep : std::type_identity<void> {};
template <class S>
    requires(S::rank >= 2)
struct FirstStep<S> {
    template <std::size_t... I>
    static std::type_identity<Shape<S::extents[I + 1]...>> without_first(std::index_sequence<I...>);
    using type = typename decltype(without_first(std::make_index_sequence<S::rank - 1>{}))::type;
};

template <class S>
using StepOf = typename FirstStep<S>::type;

/// A layer that is placed on one step, step by step. The compiler must not know how many: it would fuse other
/// products and sums for one than for all of a sequence.
template <class L>
struct StepByStep {
    using input = typename L::input;
    using output = typename L::output;
    static constexpr std::size_t delay = 0, period = 1, memory = 0, scratch = L::scratch;

    template <class T>
    [[gnu::noinline]] static constexpr std::size_t run(const T* w, const T* state, std::size_t, const T* x,
                                                       std::size_t count, T* y, T*, T* work) noexcept {
        constexpr std::size_t in = input::size, out = output::size;
        kernels::conceal(count);
        for (std::size_t s = 0; s < count; ++s)
            L::template predict<1, T>(View<T, L::parameters>(w, L::parameters),
                                      View<T, L::state>(state, L::state), View<T, in>(x + s * in, in),
                                      Slot<T, out>(y + s * out, out), Slot<T, scratch>(work, scratch));
        return count;
    }
};

/// The nested `stream` of a layer on In that is `OnStep` on each of its steps; void where In has no steps.
template <class In, class OnStep>
using StepStream = std::conditional_t<(In::rank >= 2), StepByStep<OnStep>, void>;

}  // namespace ctnn::detail::inline CTNN_CODE
