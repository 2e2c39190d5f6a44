#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/engine/layer.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/parameters.hpp>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// What of a network is trained, as what a block of values can belong to.
template <class Net>
struct TrainedPart {
    using body = typename Net::body;
    static constexpr std::size_t parameter_count = Net::parameter_count, state_count = 0,
                                 layer_count = Net::layer_count;
};

template <class Net>
inline constexpr bool is_network<TrainedPart<Net>> = true;

template <class Net>
consteval auto gradient_of() {
    if constexpr (backward_reads_state<typename Net::body>())
        return std::type_identity<TrainedPart<Net>>{};
    else
        return std::type_identity<Net>{};
}

}  // namespace detail::inline CTNN_CODE

/// The block of a gradient, and of an optimizer's moments: of a network with frozen layers the trained values
/// alone, so that there is no room for others; of any other its Parameters.
template <class Net, class T = float>
using Gradient = Parameters<typename decltype(detail::gradient_of<Net>())::type, T>;

}  // namespace ctnn
