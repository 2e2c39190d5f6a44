#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/engine/layer.hpp>
#include <ctnn/network/network.hpp>
#include <utility>

namespace ctnn {

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
    /// Bytes that predict puts on the stack: workspace and output. What the compiler spills comes on top.
    std::size_t stack = 0;
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
    NetworkCost<Net::layer_count> all{{.parameters = values,
                                       .bytes = values * stored,
                                       .workspace = Net::workspace_size * size,
                                       .multiply_adds = Net::multiply_adds},
                                      (Net::workspace_size + Net::output_size) * size};
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

}  // namespace CTNN_CODE
}  // namespace ctnn
