#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/core/error/data.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/sample_checks.hpp>
#include <ctnn/network/stream_calls.hpp>

namespace ctnn {

namespace detail::inline CTNN_CODE {

struct LengthsAccess {
    template <class Net>
    static void keep(Dataset<Net>& data, std::vector<std::uint32_t> lengths) {
        data.keep_lengths(std::move(lengths));
    }
};

/// void when the network gives a step for each that it takes, of which none depends on later ones, so that
/// what lies behind a sequence's end changes nothing before it; else the sentence.
template <class Net>
consteval auto lengths_mistake() {
    if constexpr (CanStream<Net, float> && Net::output::rank >= 2) {
        if constexpr (Net::output::extents[0] == Net::input::extents[0])
            return std::type_identity<void>{};
        else
            return std::type_identity<
                error::lengths_are_for_networks_that_stream_and_give_a_step_for_each_one_unlike<Net>>{};
    } else {
        return std::type_identity<
            error::lengths_are_for_networks_that_stream_and_give_a_step_for_each_one_unlike<Net>>{};
    }
}
template <class Net>
using LengthsMistake = typename decltype(lengths_mistake<Net>())::type;

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Sequences of different lengths: of sample i only the first lengths[i] steps count, in losses, gradients
/// and metrics, whatever stands behind them. For networks that stream and give a step for each that they
/// take, as recurrent layers that return their sequence: nothing before a sequence's end depends on what is
/// behind it, so that this is what packed sequences are. A stream stops by being given no more steps.
///
///     stop_at(data, {5, 20, 12});
///
/// PyTorch: `pack_padded_sequence`. Keras: `Masking`.
/// Goes wrong with layers that look ahead, as Bidirectional, and with networks that give one answer for all
/// steps: a sentence; these take a RaggedInput, of which it sets the lengths that its samples have. Lengths
/// of 0 or beyond the steps, and more or fewer than samples: DataError, and those before stay.
template <class Net>
    requires(std::is_void_v<detail::LengthsMistake<Net>> || detail::TakesLengths<Net>)
void stop_at(Dataset<Net>& data, std::vector<std::uint32_t> lengths) {
    detail::LengthsAccess::keep(data, std::move(lengths));
}
template <class Net>
    requires(!std::is_void_v<detail::LengthsMistake<Net>> && !detail::TakesLengths<Net>)
decltype(error::sentence(detail::lengths_mistake<Net>())) stop_at(Dataset<Net>&, std::vector<std::uint32_t>);

/// One class for a whole sequence, as that of its last step: all others are `ignored`. For a network that
/// gives a class for each step, which so learns what one that returns its last state does of each sequence
/// alone; and its metrics are of whole sequences.
///
///     using Net = Network<Input<20, 3>, LSTM<8, Returns::sequence>, TimeDistributed<Dense<4, Softmax>>>;
///     Dataset<Net> data(inputs, at_last_steps<Net>(classes, lengths));
///     stop_at(data, lengths);
///
/// Goes wrong as stop_at does, and when there are not as many classes as lengths.
template <class Net>
    requires std::is_void_v<detail::LengthsMistake<Net>>
std::vector<std::uint32_t> at_last_steps(std::span<const std::uint32_t> classes,
                                         std::span<const std::uint32_t> lengths) {
    constexpr std::size_t places = Dataset<Net>::places, steps = Dataset<Net>::steps, each = places / steps;
    detail::require_lengths(lengths, classes.size(), steps);
    std::vector<std::uint32_t> at(classes.size() * places, ignored);
    for (std::size_t i = 0; i < classes.size(); ++i)
        for (std::size_t k = 0; k < each; ++k) at[i * places + (lengths[i] - 1) * each + k] = classes[i];
    return at;
}
template <class Net>
    requires(!std::is_void_v<detail::LengthsMistake<Net>>)
decltype(error::sentence(detail::lengths_mistake<Net>())) at_last_steps(std::span<const std::uint32_t>,
                                                                        std::span<const std::uint32_t>);

}  // namespace CTNN_CODE
}  // namespace ctnn
