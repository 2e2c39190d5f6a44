#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/stream_calls.hpp>
#include <span>
#include <type_traits>

namespace ctnn {
inline namespace CTNN_CODE {

/// What a network keeps of a sequence that comes step by step: a Stream without parameters, which every call
/// is given.
///
///     StreamState<Amplifier> left, right;
///     left.run(parameters, block, block);
///
/// It points at nothing: copied, moved or stored, with its owner or without, it stays right, with whichever
/// parameters come next. So it suits many sequences through one set of weights, weights in ROM, and those
/// that change. Trivially copyable, of a size that the compiler knows: `steps` and `values` are all of it, to
/// be saved, set, and restored with what a user's file or memcpy has; `layer<I>()` is the share of one layer,
/// of a recurrent one by name: `state.layer<0>().h = values;`, and `.c` of an LSTM. Shapes, cost and
/// mistakes: those of Stream. Goes wrong when it takes values that a state of another network, or of another
/// instruction set's kernels, has kept: nobody sees that.
template <class Net, class T = float>
class StreamState : public decltype(error::sentence(detail::stream_mistake<Net, T>())),
                    public detail::NoStream {};

template <class Net, class T>
    requires detail::CanStream<Net, T>
class StreamState<Net, T> : public detail::StreamCalls<StreamState<Net, T>, Net, T, Parameters<Net, T>> {
    using Calls = detail::StreamCalls<StreamState, Net, T, Parameters<Net, T>>;
    friend Calls;

  public:
    std::size_t steps = 0;  ///< taken since the beginning
    /// What the layers remember of them, each in an order of its own; `memory` values, all 0 at the
    /// beginning.
    alignas(detail::alignment_of<T, Calls::memory>) T values[Calls::memory == 0 ? 1 : Calls::memory]{};

    /// What layer I remembers: of a recurrent one `h`, its last output, and of an LSTM `c`; of a Sequential
    /// again its `layer<J>()`; of others `values`, in an order of their own. What is set before the first
    /// step is what the layer begins with, unless it is a WithInitialState, which begins by itself. Goes
    /// wrong when there is no such layer: a sentence.
    template <std::size_t I>
        requires(I < Net::layer_count)
    constexpr auto layer() noexcept {
        return remembered<T>(*this).template layer<I>();
    }
    template <std::size_t I>
        requires(I < Net::layer_count)
    constexpr auto layer() const noexcept {
        return remembered<const T>(*this).template layer<I>();
    }
    template <std::size_t I>
        requires(I >= Net::layer_count)
    detail::NoPart layer(typename error::the_network_has_layers_from_0_to_less_than<
                             Net::layer_count>::template but_this_asks_for_number<I> = {}) const;

    /// As if no step had come yet.
    constexpr void reset() noexcept {
        steps = 0;
        for (T& value : values) value = 0;
    }

  private:
    template <class Value>
    static constexpr auto remembered(auto& state) noexcept {
        return detail::memory_of<detail::stream_of<typename Net::body, 1>, Value>(
            std::span<Value, Calls::memory>(state.values, Calls::memory));
    }

    constexpr StreamState& remembered() noexcept { return *this; }
    constexpr const StreamState& remembered() const noexcept { return *this; }
    static constexpr const Parameters<Net, T>& of(const Parameters<Net, T>& named) noexcept { return named; }
};

}  // namespace CTNN_CODE
}  // namespace ctnn
