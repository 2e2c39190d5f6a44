#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/error/network.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/core/readable.hpp>
#include <ctnn/engine/branch_stream.hpp>
#include <ctnn/engine/chain_stream.hpp>
#include <ctnn/kernels/values/overlap.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/predict.hpp>
#include <span>
#include <type_traits>
#include <utility>

// The calls of a stream: what is checked of their arguments, and how many steps they take.

namespace ctnn::detail::inline CTNN_CODE {

/// Through how many of a body's layers a stream can go.
template <class Body>
consteval std::size_t streamed() {
    return []<std::size_t... I>(std::index_sequence<I...>) {
        return streamed_layers<typename Body::template layer<I>...>();
    }(std::make_index_sequence<Body::count>{});
}

/// What says why there is no stream of the network, or Fits.
template <class Net, class T>
consteval auto stream_mistake() {
    if constexpr (!ANetwork<Net>) {
        return no_network_mistake<Net>();
    } else if constexpr (!Number<T>) {
        return std::type_identity<ComputesIn<T>>{};
    } else if constexpr (Broken<typename Net::body>) {
        return std::type_identity<Fits>{};  // the network has said it
    } else if constexpr (constexpr std::size_t count = streamed<typename Net::body>();
                         count == Net::body::count) {
        return std::type_identity<Fits>{};
    } else if constexpr (count == 0 && Net::input::rank < 2) {
        return std::type_identity<
            error::a_stream_takes_a_sequence_of_steps_but_the_network_takes<typename Net::input>>{};
    } else if constexpr (is_lifted<typename Net::body::template layer<count>>) {
        return std::type_identity<error::a_layer_of_one_sample_streams_if_it_says_same_for_every_step_unlike<
            typename LayerAt<Net, count>::type>>{};
    } else {
        return std::type_identity<error::a_layer_that_looks_ahead_or_needs_all_steps_cannot_stream<
            typename LayerAt<Net, count>::type>>{};
    }
}

template <class Net, class T>
inline constexpr bool can_stream = std::is_same_v<typename decltype(stream_mistake<Net, T>())::type, Fits>;
template <class Net, class T>
concept CanStream = !Broken<typename Net::body> && can_stream<Net, T>;

/// void when X can be read as one step, else the sentence.
template <class T, std::size_t N, class X>
consteval auto step_mistake() {
    return reading_mistake<X, T, N, error::the_stream_takes<N>::template values_a_step_but_the_array_holds>();
}
template <class T, std::size_t N, class X>
using StepMistake = typename decltype(step_mistake<T, N, X>())::type;

/// void when X can be read as one step and Y can take an output, else the sentence.
template <class T, std::size_t In, std::size_t Out, class X, class Y>
consteval auto call_mistake() {
    if constexpr (!std::is_void_v<StepMistake<T, In, X>>) {
        return step_mistake<T, In, X>();
    } else if constexpr (std::convertible_to<Y&, std::span<T, Out>>) {
        return std::type_identity<void>{};
    } else if constexpr (Extent<Y>::known) {
        if constexpr (Extent<Y>::value != Out)
            return std::type_identity<typename error::the_stream_gives<
                Out>::template values_a_step_but_the_array_holds<Extent<Y>::value>>{};
        else
            return std::type_identity<
                typename error::these_values_cannot_be_written_as<std::span<T, Out>>::template but_are<Y>>{};
    } else {
        return std::type_identity<
            typename error::these_values_cannot_be_written_as<std::span<T, Out>>::template but_are<Y>>{};
    }
}

/// What a stream that cannot be lets a user write, so that the compiler says one sentence and no more.
struct NoStream {
    static constexpr std::size_t delay = 0, period = 1, step_input = 1, step_output = 1, memory = 0;

    constexpr void reset() noexcept {}
    template <std::size_t>
    NoPart layer() const noexcept;
    constexpr Said operator()(const auto&) noexcept { return {}; }
    constexpr bool step(const auto&, auto&&) noexcept { return false; }
    constexpr std::size_t run(const auto&, auto&&) noexcept { return 0; }
    constexpr std::size_t outputs_of(std::size_t) const noexcept { return 0; }
};

/// How N values are aligned that are soon read again: so that they lie in as few cache lines as may be, since
/// what was just stored across two comes back late.
template <class T, std::size_t N>
inline constexpr std::size_t alignment_of =
    std::max(alignof(T), std::min(workspace_alignment<T>, std::bit_ceil(N * sizeof(T))));

/// How many steps go through a layer before the next one takes them: so many outputs of a layer wait on the
/// stack.
inline constexpr std::size_t stream_block = 32;

/// Whether parameters named as Other and U are no Name.
template <class Name, class Other, class U>
inline constexpr bool Foreign = !std::is_same_v<Name, Parameters<Other, U>>;
template <class Net, class Other, class U>
consteval auto foreign_mistake() {
    if constexpr (std::is_same_v<Net, Other>)
        return std::type_identity<error::these_parameters_are_of_another_type<U>>{};
    else
        return std::type_identity<error::these_parameters_belong_to<Other>>{};
}

/// The calls of a Stream, and of a StreamState. They are those of Self, which keeps `memory` values from step
/// to step: `remembered` are those and the number of steps before, `of` gives the parameters. Names: what
/// names these in each call, or nothing.
template <class Self, class Net, class T, class... Names>
class StreamCalls {
    using Body = typename Net::body;
    using OneByOne = stream_of<Body, 1>;
    using Many = stream_of<Body, stream_block>;
    template <class X, class Y>
    using CallMistake =
        typename decltype(call_mistake<T, OneByOne::input::size, rate_of<OneByOne>() * OneByOne::output::size,
                                       X, std::remove_reference_t<Y>>())::type;

  public:
    static constexpr std::size_t delay = OneByOne::delay;    ///< the step with which the first output comes
    static constexpr std::size_t period = OneByOne::period;  ///< steps from one output to the next
    static constexpr std::size_t step_input = OneByOne::input::size;  ///< values of a step
    /// Outputs that come at a time, where a layer makes the sequence longer: all of them are one step's.
    static constexpr std::size_t rate = rate_of<OneByOne>();
    static constexpr std::size_t step_output = rate * OneByOne::output::size;  ///< values of what it gives
    static constexpr std::size_t memory = OneByOne::memory;  ///< values kept from step to step

    /// Takes one step and gives its output. Goes wrong when not every step has one, and when x holds another
    /// number of values: a sentence at the line of the call.
    template <class X>
        requires(std::is_void_v<StepMistake<T, step_input, X>> && is_prompt<OneByOne>)
    constexpr std::array<T, step_output> operator()(const Names&... names, const X& x) noexcept {
        const T* const from = std::span<const T, step_input>(x).data();
        std::array<T, step_output> y;
        if constexpr (step_output * sizeof(T) <= 64) {
            alignas(alignment_of<T, step_output>) T values[step_output];  // no store crosses a line
            advance(weights(names...), from, values);
            std::copy_n(values, step_output, y.data());
        } else {
            advance(weights(names...), from, y.data());
        }
        return y;
    }
    template <class X>
        requires(!std::is_void_v<StepMistake<T, step_input, X>> && is_prompt<OneByOne>)
    decltype(error::sentence(step_mistake<T, step_input, X>())) operator()(const Names&..., const X&);
    template <class X>
        requires(!is_prompt<OneByOne>)
    typename error::a_stream_with_a_delay_of<delay>::template and_a_period_of<
        period>::has_no_output_at_every_step_so_call_step
    operator()(const Names&..., const X&);

    /// Takes one step. Returns whether its output was written to y, `step_output` values; if not, y stays as
    /// it is. y may overlap x. Goes wrong when x or y hold another number of values: a sentence.
    template <class X, class Y>
        requires std::is_void_v<CallMistake<X, Y>>
    constexpr bool step(const Names&... names, const X& x, Y&& y) noexcept {
        const T* from = std::span<const T, step_input>(x).data();
        T* const to = std::span<T, step_output>(y).data();
        T copied[step_input];
        if (kernels::overlap(from, step_input, static_cast<const T*>(to), step_output).exists)
            from = std::copy_n(from, step_input, copied) - step_input;
        return advance(weights(names...), from, to) > 0;
    }
    template <class X, class Y>
        requires(!std::is_void_v<CallMistake<X, Y>>)
    bool step(const Names&..., const X&,
              Y&&,  // not returned: `if (stream.step(x, y))` would be a second error
              decltype(error::sentence(
                  call_mistake<T, step_input, step_output, X, std::remove_reference_t<Y>>())) = {});

    /// Takes many steps, one after the other in `steps`, and writes their outputs one after the other: faster
    /// than one by one. Takes the steps that `steps` holds whole, and of these as many as have their outputs
    /// in the room of `outputs`. Returns the number of outputs.
    /// Outputs may overlap steps that are already taken: `run(values, values)` works in place where an output
    /// has no more values than a step. Goes wrong where an output would come to lie on a later step, which
    /// would be lost: then no step is taken, and 0 returned.
    constexpr std::size_t run(const Names&... names, std::span<const T> steps,
                              std::span<T> outputs) noexcept {
        const std::size_t count = steps_until(steps.size() / step_input, outputs.size() / step_output);
        const kernels::Overlap found =
            kernels::overlap(steps.data(), count * step_input, static_cast<const T*>(outputs.data()),
                             outputs_of(count) * step_output);
        if (!found.exists) return take(weights(names...), steps.data(), count, outputs.data());
        if (would_lose_a_step(count, found.apart)) return 0;
        return take_copied(weights(names...), steps.data(), count, outputs.data());
    }

    template <class X, class Y>
        requires(!std::is_void_v<SpansMistake<T, X, Y>>)
    std::size_t run(const Names&..., X&&, Y&&, decltype(error::sentence(spans_mistake<T, X, Y>())) = {});

    /// What is left out: room for an output; the parameters, where each call names them.
    template <class X>
    bool step(const Names&..., const X&,
              error::step_of_a_stream_takes_room_for_an_output_after_the_step_of<Net> = {});
    template <class X>
        requires(sizeof...(Names) == 1 && !HasParameters<X>)
    error::this_function_starts_with_the_Parameters_of_a_network_not_with<X> operator()(const X&);
    template <class X, class Y>
        requires(sizeof...(Names) == 1 && !HasParameters<X>)
    bool step(const X&, Y&&, error::this_function_starts_with_the_Parameters_of_a_network_not_with<X> = {});

    /// Another network's parameters are none of this one's; nor are numbers of another type.
    template <class Other, class U, class X>
        requires(Foreign<Names, Other, U> || ...)
    decltype(error::sentence(foreign_mistake<Net, Other, U>())) operator()(const Parameters<Other, U>&, X&&);
    template <class Other, class U, class X, class Y>
        requires(Foreign<Names, Other, U> || ...)
    bool step(const Parameters<Other, U>&, X&&, Y&&,
              decltype(error::sentence(foreign_mistake<Net, Other, U>())) = {});
    template <class Other, class U, class X, class Y>
        requires(Foreign<Names, Other, U> || ...)
    std::size_t run(const Parameters<Other, U>&, X&&, Y&&,
                    decltype(error::sentence(foreign_mistake<Net, Other, U>())) = {});

    /// How many outputs the next `count` steps have.
    constexpr std::size_t outputs_of(std::size_t count) const noexcept {
        return outputs_of_first<OneByOne>(own().steps + count) - outputs_of_first<OneByOne>(own().steps);
    }

  private:
    constexpr auto& own() noexcept { return static_cast<Self&>(*this).remembered(); }
    constexpr const auto& own() const noexcept { return static_cast<const Self&>(*this).remembered(); }
    constexpr const Parameters<Net, T>& weights(const Names&... names) const noexcept {
        return static_cast<const Self&>(*this).of(names...);
    }

    constexpr std::size_t advance(const Parameters<Net, T>& w, const T* x, T* y) noexcept {
        alignas(workspace_alignment<T>) T work[OneByOne::scratch == 0 ? 1 : OneByOne::scratch];
        return OneByOne::template run<T>(w.data(), w.state().data(), own().steps++, x, 1, y, own().values,
                                         work);
    }

    [[gnu::noinline]] constexpr std::size_t take(const Parameters<Net, T>& w, const T* x, std::size_t count,
                                                 T* y) noexcept {
        alignas(workspace_alignment<T>) T work[Many::scratch == 0 ? 1 : Many::scratch];
        const std::size_t before = own().steps;
        own().steps += count;
        return Many::template run<T>(w.data(), w.state().data(), before, x, count, y, own().values, work) /
               rate;
    }

    /// Some steps at a time, copied before an output is written where they were.
    [[gnu::noinline]] constexpr std::size_t take_copied(const Parameters<Net, T>& w, const T* x,
                                                        std::size_t count, T* y) noexcept {
        constexpr std::size_t most = std::clamp<std::size_t>(256 / step_input, 1, stream_block);
        T copied[most * step_input];
        std::size_t written = 0;
        while (count > 0) {
            const std::size_t now = std::min(count, most);
            std::copy_n(x, now * step_input, copied);
            written += take(w, copied, now, y + written * step_output);
            x += now * step_input, count -= now;
        }
        return written;
    }

    /// Whether one of the next `count` steps is still to come when an output is written to where it lies; the
    /// first output lies `apart` values after the first step.
    constexpr bool would_lose_a_step(std::size_t count, std::ptrdiff_t apart) const noexcept {
        if (apart <= 0 && step_output <= step_input) return false;
        for (std::size_t taken = 1; taken < count; ++taken)
            if (apart + static_cast<std::ptrdiff_t>(outputs_of(taken) * step_output) >
                static_cast<std::ptrdiff_t>(taken * step_input))
                return true;
        return false;
    }

    /// The steps, of `count`, up to the first whose output would be one more than `outputs`.
    constexpr std::size_t steps_until(std::size_t count, std::size_t outputs) const noexcept {
        const std::size_t done = outputs_of_first<OneByOne>(own().steps);
        // The step of the first output that has no room.
        const std::size_t next = delay + (done + std::min(outputs, count)) * period;
        return std::min(count, next - own().steps);
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
