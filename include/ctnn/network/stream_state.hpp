#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/stream_calls.hpp>
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
/// be saved, set, and restored with what a user's file or memcpy has. Shapes, cost and mistakes: those of
/// Stream. Goes wrong when it takes values that a state of another network, or of another instruction set's
/// kernels, has kept: nobody sees that.
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

    /// As if no step had come yet.
    constexpr void reset() noexcept {
        steps = 0;
        for (T& value : values) value = 0;
    }

  private:
    constexpr StreamState& remembered() noexcept { return *this; }
    constexpr const StreamState& remembered() const noexcept { return *this; }
    static constexpr const Parameters<Net, T>& of(const Parameters<Net, T>& named) noexcept { return named; }
};

}  // namespace CTNN_CODE
}  // namespace ctnn
