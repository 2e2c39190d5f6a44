#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/predict.hpp>
#include <ctnn/network/stream_calls.hpp>
#include <ctnn/network/stream_state.hpp>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <class Net, class T>
constexpr bool same_bits(const Parameters<Net, T>& a, const Parameters<Net, T>& b) noexcept {
    for (std::size_t i = 0; i < a.size(); ++i)
        if (__builtin_bit_cast(Bits<T>, a.values[i]) != __builtin_bit_cast(Bits<T>, b.values[i]))
            return false;
    return true;
}

/// Whether a stream has room for parameters of its own. Where there is no operating system, which would
/// rather read them where they are, it has not.
template <class Net, class T>
inline constexpr bool stream_holds = __STDC_HOSTED__ == 1 && sizeof(Parameters<Net, T>) <= most_on_stack;

/// Parameters that are named, and stay where they are, or held. A copy holds: whether those that are named
/// lie in an owner that is copied with it, and does not live on, it cannot know.
template <class Net, class T>
class Binding {
  public:
    constexpr Binding() noexcept = default;
    constexpr explicit Binding(const Parameters<Net, T>& named) noexcept : named_(&named) {}
    constexpr explicit Binding(const Parameters<Net, T>&& held) noexcept : held_(held) {}
    constexpr Binding(const Binding& other) noexcept : held_(other.get()) {}
    /// Where the named ones have the values already, as when an owner is assigned to, they stay named.
    constexpr Binding& operator=(const Binding& other) noexcept {
        if (this != &other && (named_ == nullptr || !same_bits(*named_, other.get()))) hold(other.get());
        return *this;
    }

    constexpr void name(const Parameters<Net, T>& named) noexcept { named_ = &named; }
    constexpr void hold(const Parameters<Net, T>& held) noexcept {
        held_ = held;
        named_ = nullptr;
    }
    constexpr const Parameters<Net, T>& get() const noexcept { return named_ == nullptr ? held_ : *named_; }

  private:
    const Parameters<Net, T>* named_ = nullptr;
    Parameters<Net, T> held_{};
};

template <class Net, class T>
    requires(!stream_holds<Net, T>)
class Binding<Net, T> {
  public:
    constexpr explicit Binding(const Parameters<Net, T>& named) noexcept : named_(&named) {}
    Binding(const Binding&) = delete;
    Binding& operator=(const Binding&) = delete;

    constexpr void name(const Parameters<Net, T>& named) noexcept { named_ = &named; }
    constexpr const Parameters<Net, T>& get() const noexcept { return *named_; }

  private:
    const Parameters<Net, T>* named_;
};

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// A network that takes a sequence step by step, as it comes, and keeps what it must remember of the steps
/// before: the state of recurrent layers, the last inputs of convolutions and pools.
///
///     using Filter = Network<Input<1000, 1>, AvgPool1D<4>, LSTM<8>, Dense<1>>;
///     Stream<Filter> stream(parameters);
///     std::array<float, 1> y;
///     if (stream.step(std::array{x}, y)) ...    // every fourth step
///
/// Shapes: one step of the network's input, `step_input` values -> one step of its output, `step_output`
/// values. The first output comes with step `delay`, counted from 0, then one every `period` steps; where
/// each step has its output, `stream(x)` gives it. Where a layer makes sequences longer (Conv1DTranspose),
/// the `rate` outputs that come of a step are one: `step_output` values. The number of steps in Input is no
/// limit: it is that of the sequences on which the network is trained. Outputs are those of `predict` for the
/// whole sequence, bit for bit. Where a layer returns the last output of a sequence, one comes with every
/// step, that of the sequence so far, to which all layers behind are applied.
///
/// Whose parameters: a stream reads those that it was given by name where they are, so that it sees what
/// becomes of them; they must live on. Of a temporary, and in a copy, it keeps a copy of the values. So what
/// holds parameters and streams of them may be copied, moved and swapped as it is: no stream ever looks into
/// another one's owner. Who changes parameters tells each of their streams, `bind(parameters)`, which goes on
/// where it was; `reset` begins anew. Parameters of more than 256 KB, and all where there is no operating
/// system, are not kept in a stream: there it cannot be copied. A StreamState can, everywhere.
///
/// Keeps besides `memory` values, `state()`; never allocates. What it keeps may be sums with weights in them:
/// of a convolution, steps up to its width behind a change of the weights may be of both. A stream is for one
/// sequence and one thread at a time; copies go their own ways. Where std::size_t has 32 bits, at most 2^32
/// steps come between two resets.
/// Cost: that of the layers for one step; `run` takes many, which read weights together.
/// PyTorch: `nn.LSTM` with its state handed over, convolutions with a buffer by hand.
/// Keras: `stateful=True`.
/// Goes wrong when the network takes no sequence, or a layer looks ahead or needs all of it (Bidirectional,
/// `same` padding, Flatten, Softmax over the steps): a sentence in the compiler's first error.
template <class Net, class T = float>
class Stream : public decltype(error::sentence(detail::stream_mistake<Net, T>())), public detail::NoStream {
  public:
    constexpr Stream() noexcept = default;
    constexpr explicit Stream(const auto&) noexcept {}
    constexpr void bind(const auto&) noexcept {}
};

template <class Net, class T>
    requires detail::CanStream<Net, T>
class Stream<Net, T> : public detail::StreamCalls<Stream<Net, T>, Net, T> {
    friend detail::StreamCalls<Stream, Net, T>;
    using Values = Parameters<Net, T>;
    using Temporary = error::parameters_this_large_must_outlive_a_stream_but_these_are_a_temporary<Values>;
    static constexpr bool holds = detail::stream_holds<Net, T>;

  public:
    /// With parameters of its own that are all zero, until it is given others.
    constexpr Stream() noexcept
        requires holds
    {}

    /// Reads these where they are.
    constexpr explicit Stream(const Values& parameters) noexcept : parameters_(parameters) {}
    /// Keeps the values of a temporary.
    constexpr explicit Stream(const Values&& parameters) noexcept
        requires holds
        : parameters_(static_cast<const Values&&>(parameters)) {}
    explicit Stream(const Values&&, Temporary = {})
        requires(!holds)
    = delete;
    /// Another network's parameters are none of this one's.
    template <class Other, class U>
        requires(!std::is_same_v<Other, Net>)
    explicit Stream(const Parameters<Other, U>&, error::these_parameters_belong_to<Other> = {}) = delete;
    /// Nor are numbers of another type.
    template <class U>
        requires(!std::is_same_v<U, T>)
    explicit Stream(const Parameters<Net, U>&, error::these_parameters_are_of_another_type<U> = {}) = delete;

    /// Nor can it read what is laid out for `predict`.
    template <class U>
    explicit Stream(const Packed<Net, U>&,
                    error::what_is_packed_only_predicts_so_give_the_Parameters_of<Net> = {}) = delete;

    /// Goes on with other parameters, or with the same ones after they have changed, as the constructors take
    /// them; what it remembers stays.
    constexpr void bind(const Values& parameters) noexcept { parameters_.name(parameters); }
    constexpr void bind(const Values&& parameters) noexcept
        requires holds
    {
        parameters_.hold(parameters);
    }
    void bind(const Values&&, Temporary = {})
        requires(!holds)
    = delete;
    template <class Other, class U>
        requires(!std::is_same_v<Parameters<Other, U>, Values>)
    void bind(const Parameters<Other, U>&,
              decltype(error::sentence(detail::foreign_mistake<Net, Other, U>())) = {});

    /// Those that it reads.
    constexpr const Values& parameters() const noexcept { return parameters_.get(); }

    /// What it remembers, to be kept, set and restored: `stream.state() = saved;`; of one layer,
    /// `stream.state().layer<0>().h = values;`.
    constexpr StreamState<Net, T>& state() noexcept { return state_; }
    constexpr const StreamState<Net, T>& state() const noexcept { return state_; }

    /// As if no step had come yet.
    constexpr void reset() noexcept { state_.reset(); }

  private:
    constexpr StreamState<Net, T>& remembered() noexcept { return state_; }
    constexpr const StreamState<Net, T>& remembered() const noexcept { return state_; }
    constexpr const Values& of() const noexcept { return parameters(); }

    detail::Binding<Net, T> parameters_;
    StreamState<Net, T> state_{};
};

template <class Net, class T>
Stream(const Parameters<Net, T>&) -> Stream<Net, T>;
template <class Net, class T>
Stream(const Packed<Net, T>&) -> Stream<Net, T>;

}  // namespace CTNN_CODE
}  // namespace ctnn
