#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/engine/layer.hpp>
#include <ctnn/engine/packed_layer.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/predict.hpp>
#include <ctnn/network/stream_calls.hpp>
#include <utility>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// Values on the stack when one sample goes forth and back through the network, with whichever loss.
template <class Body>
consteval std::size_t gradient_on_stack() {
    std::size_t most = 2 * Body::out + Body::tape + std::max(Body::scratch, Body::backward_scratch);
    if constexpr (requires { typename Body::logits; })
        if constexpr (!Broken<Body>) {
            using L = typename Body::logits;
            most = std::max(most, 2 * L::out + L::tape + std::max(L::scratch, L::backward_scratch));
        }
    return most + Body::state;
}

/// The same of a stream's `run`, in place and with any number of steps; 0 where there is no stream.
template <class Net, class T>
consteval std::size_t stream_on_stack() {
    if constexpr (CanStream<Net, T>) {
        using Many = stream_of<typename Net::body, stream_block>;
        return Many::scratch + std::max<std::size_t>(256, Many::input::size) + Many::output::size;
    } else {
        return 0;
    }
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// What a layer, or a whole network, takes.
struct Cost {
    std::size_t parameters = 0;  ///< values of its block: those that are trained, and the state that is kept
    std::size_t bytes = 0;       ///< of that block
    std::size_t workspace = 0;   ///< bytes that predict works in, besides the input and the output
    std::size_t multiply_adds = 0;  ///< for one sample

    friend constexpr bool operator==(const Cost&, const Cost&) = default;
};

/// The cost of a network, and of each of its layers.
template <std::size_t Layers>
struct NetworkCost : Cost {
    /// Bytes that grow with the network and that a call puts on the stack where it is given no workspace: of
    /// `predict` for one sample, workspace and output;
    std::size_t stack = 0;
    std::size_t stack_of_many = 0;  ///< of `predict` for spans of however many samples
    /// of `gradient`, and of `loss`, which takes less; Net::input_size values more where dx lies on the input
    std::size_t stack_of_gradient = 0;
    std::size_t stack_of_stream = 0;  ///< of a Stream's calls; 0 where there is no stream
    std::size_t packed = 0;           ///< bytes of a Packed, of the program's own instruction set
    /// What comes on top at most, where the code is optimised or CTNN_NO_FORCED_INLINE is defined: tiles of
    /// the kernels, registers that are saved, return addresses. Dense layers take 6 KB of it, an LSTM of 64
    /// units 24 KB, those of some hundred units and convolutions of as many channels the rest. Unoptimised
    /// code without that macro takes hundreds of KB for wide layers.
    static constexpr std::size_t stack_margin = 80 * 1024;
    /// `workspace` is what a layer needs for itself; the layers use it in turn.
    std::array<Cost, Layers> layers{};
};

/// What a network of `T` costs, before it runs: `static_assert(cost<Net>.bytes <= 2048)`.
template <class Net, class T = float>
inline constexpr auto cost = [] {
    static_assert(sizeof(detail::ComputesIn<T>) > 0);  // else a sentence
    using Body = typename Net::body;
    constexpr std::size_t stored = sizeof(typename Numbers<T>::storage);
    constexpr std::size_t size = sizeof(typename Numbers<T>::compute);
    constexpr std::size_t values = Net::parameter_count + Net::state_count;
    NetworkCost<Net::layer_count> all{
        {.parameters = values,
         .bytes = values * stored,
         .workspace = Net::workspace_size * size,
         .multiply_adds = Net::multiply_adds},
        (Net::workspace_size + Net::output_size) * size,
        (detail::samples_at_once<Body, T>() * Net::workspace_size + detail::values_aside<Body>)*size,
        detail::gradient_on_stack<Body>() * size,
        detail::stream_on_stack<Net, T>() * size,
        detail::packed_bytes<Body, T>()};
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        const auto one = [&]<class L>(std::type_identity<L>) {
            return Cost{.parameters = L::parameters + L::state,
                        .bytes = (L::parameters + L::state) * stored,
                        .workspace = L::scratch * size,
                        .multiply_adds = detail::multiply_adds<L>()};
        };
        ((all.layers[I] = one(std::type_identity<typename Body::template layer<I>>{})), ...);
    }(std::make_index_sequence<Net::layer_count>{});
    return all;
}();

template <class Net, class T>
    requires(!detail::ANetwork<Net>)
inline constexpr auto cost<Net, T> = NetworkCost<sizeof(detail::OfNetwork<Net>)>{};

}  // namespace CTNN_CODE
}  // namespace ctnn
