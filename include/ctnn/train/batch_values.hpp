#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/network/arguments.hpp>
#include <ctnn/train/losses/own_loss.hpp>
#include <span>
#include <type_traits>

// The values of a whole batch as an argument of a Learner's functions: anything that is a span of them.

namespace ctnn::detail::inline CTNN_CODE {

/// void when X can be taken as N values of type T, const or not, else what says why not.
template <class X, class T, std::size_t N, template <std::size_t> class WrongCount>
consteval auto batch_mistake() {
    using Values = std::remove_cvref_t<X>;
    using Readable = decltype(reading_mistake<Values, std::remove_const_t<T>, N, WrongCount>());
    if constexpr (std::convertible_to<X, std::span<T, N>>)
        return std::type_identity<void>{};
    else if constexpr (!std::is_void_v<typename Readable::type>)
        return Readable{};
    else
        return std::type_identity<typename error::these_values_cannot_be_written_as<
            std::span<T, N>>::template but_are<std::remove_reference_t<X>>>{};
}

/// N values of type T, const or not; the sentence at the call when what is given are none.
template <class T, std::size_t N, template <std::size_t> class WrongCount>
struct BatchValues : std::span<T, N> {
    template <class X>
    using Mistake = typename decltype(batch_mistake<X, T, N, WrongCount>())::type;

    template <class X>
        requires std::is_void_v<Mistake<X>>
    constexpr BatchValues(X&& values) noexcept : std::span<T, N>(values) {}
    template <class X>
        requires(!std::is_void_v<Mistake<X>> && !std::same_as<std::remove_cvref_t<X>, BatchValues>)
    BatchValues(X&&, decltype(error::sentence(batch_mistake<X, T, N, WrongCount>())) = {});
};

/// Where no values can be given: says why not, whatever they are. It has `data`, so that nothing else is
/// said.
template <class T, class Sentence>
struct NoValues {
    template <class X>
        requires(!std::same_as<std::remove_cvref_t<X>, NoValues>)
    NoValues(X&&, Sentence = {});
    T* data() const;
};

// What a learner takes of a batch: with OwnLoss outputs and their gradient, else targets.

template <class Net, std::size_t Batch, class T>
using BatchInputs =
    BatchValues<T, Batch * Net::input_size,
                error::the_batch_has<Batch * Net::input_size>::template inputs_but_the_array_holds>;

template <class Net, class Loss, std::size_t Batch, class T>
using BatchOutputs = std::conditional_t<
    std::is_same_v<Loss, OwnLoss>,
    BatchValues<T, Batch * Net::output_size,
                error::the_batch_has<Batch * Net::output_size>::template outputs_but_the_array_holds>,
    NoValues<T, error::forward_and_backward_of_a_Learner_need_OwnLoss_but_the_loss_is<Loss>>>;

template <class Net, class Loss, std::size_t Batch, class T>
using BatchTargets = std::conditional_t<
    std::is_same_v<Loss, OwnLoss>,
    NoValues<T, error::OwnLoss_takes_no_targets_so_call_forward_and_backward_of_a_Learner_of<Net>>,
    BatchValues<T, Batch * Net::output_size,
                error::the_batch_has<Batch * Net::output_size>::template targets_but_the_array_holds>>;

/// A weight for each place of a batch.
template <class Goal, std::size_t Batch, class T>
using BatchPlaces =
    BatchValues<T, Batch * Goal::places,
                error::the_batch_has<Batch * Goal::places>::template weights_but_the_array_holds>;

/// Which inputs a learner has taken forward, so that it can tell others when it goes backward: a sum over
/// their bits. Nothing where a step is one call.
template <class Loss>
struct TakenForward {
    constexpr void set(const auto&) noexcept {}
    constexpr bool is(const auto&) const noexcept { return true; }
};

template <>
struct TakenForward<OwnLoss> {
    std::uint64_t sum = 0;

    constexpr void set(const auto& inputs) noexcept { sum = sum_of(inputs); }
    constexpr bool is(const auto& inputs) const noexcept { return sum == sum_of(inputs); }

  private:
    static constexpr std::uint64_t sum_of(const auto& inputs) noexcept {
        using T = std::remove_cvref_t<decltype(inputs[0])>;
        Bits<T> sum_of_all = 1, place = 1;
        for (const T& value : inputs) {
            sum_of_all += __builtin_bit_cast(Bits<T>, value) * place;
            place += 2;
        }
        return sum_of_all;
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
