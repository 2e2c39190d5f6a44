#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/engine/lifting.hpp>
#include <ctnn/engine/step_stream.hpp>
#include <type_traits>

// How a placed layer goes along a sequence, one step at a time or some. A layer that can has a nested type
// `stream`, whose members the page of a layer's roles lists (engine/layer.hpp):
//
//     struct stream {
//         using input, output;                   // Shape of one step
//         static constexpr std::size_t delay;    // the step, counted from 0, of the first output
//         static constexpr std::size_t period;   // steps from one output to the next
//         static constexpr std::size_t rate;     // outputs that then come at once; one if unsaid
//         static constexpr std::size_t memory;   // values kept from step to step, zero at first
//         static constexpr std::size_t scratch;  // values that a call may use and forget
//         template <class T>
//         static constexpr std::size_t run(const T* w, const T* state, std::size_t t, const T* x,
//                                          std::size_t count, T* y, T* memory, T* scratch) noexcept;
//     };
//
// Its `run` takes `count` steps, of which the first is step t since the beginning, and returns how many
// outputs it wrote, one after the other, `rate` for each time that there are any: the bits that `predict` of
// one sample gives for the whole sequence. A layer that gives only the last output of a sequence gives here
// that of every step, as if it were the last. What looks ahead, or needs the whole sequence, has no `stream`,
// or void.

namespace ctnn::detail::inline CTNN_CODE {

/// What a Layer is as a stream: of many steps at once at most `Block` lie between two layers of a chain.
template <class L, std::size_t Block>
struct StreamOf : std::type_identity<void> {};

template <class L, std::size_t Block>
    requires requires { typename L::stream; }
struct StreamOf<L, Block> : std::type_identity<typename L::stream> {};

/// A user's layer of one sample has its own, or goes step by step if it is the same for all of them.
template <class L, std::size_t Block>
struct StreamOf<Lifted<L>, Block> : StreamOf<L, Block> {};
template <class L, class Step, std::size_t Block>
    requires(!std::is_void_v<Step>)
struct StreamOf<Lifted<L, Step>, Block> : std::type_identity<StepByStep<Lifted<Step>>> {};

template <class L, std::size_t Block>
using stream_of = typename StreamOf<L, Block>::type;

template <class L>
concept Streams = !std::is_void_v<stream_of<L, 1>>;

/// Whether the layer's output is a sequence again, not what came of the last step.
template <class L>
inline constexpr bool gives_sequence = [] {
    if constexpr (Streams<L>)
        return L::output::rank > stream_of<L, 1>::output::rank;
    else
        return false;
}();

/// How many outputs a stream gives at a time: more than one where it makes a sequence longer.
template <class S>
consteval std::size_t rate_of() {
    if constexpr (requires { S::rate; })
        return S::rate;
    else
        return 1;
}

/// Whether a stream gives outputs at every step, and at once.
template <class S>
inline constexpr bool is_prompt = S::delay == 0 && S::period == 1;

/// How many times outputs come of the first `steps` steps.
template <class S>
CTNN_INLINE constexpr std::size_t outputs_of_first(std::size_t steps) noexcept {
    if constexpr (is_prompt<S>)
        return steps;
    else
        return steps <= S::delay ? 0 : (steps - S::delay - 1) / S::period + 1;
}

}  // namespace ctnn::detail::inline CTNN_CODE
