#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/engine/branches.hpp>
#include <ctnn/engine/chain.hpp>
#include <ctnn/engine/frozen.hpp>
#include <ctnn/engine/rated.hpp>
#include <ctnn/layers/residual.hpp>
#include <ctnn/layers/time_distributed.hpp>

namespace ctnn::detail::inline CTNN_CODE {

/// Whether a placed layer's state is known to stay what it is in training, so that nobody needs a copy of it:
/// that of frozen layers, which may be large.
template <class L>
inline constexpr bool state_stands = L::state == 0;
template <class L>
inline constexpr bool state_stands<FrozenOn<L>> = L::state == 0 || FrozenOn<L>::template stands<float>;
template <class L, class Rate, class Decay>
inline constexpr bool state_stands<RatedOn<L, Rate, Decay>> = state_stands<L>;
template <class In, class... Layers>
inline constexpr bool state_stands<Chain<In, Layers...>> = (state_stands<Layers> && ...);
template <class Join, class In, class... Branches>
inline constexpr bool state_stands<BranchesOn<Join, In, Branches...>> = (state_stands<Branches> && ...);
template <class Body>
inline constexpr bool state_stands<ResidualOn<Body>> = state_stands<Body>;
template <class In, class L>
inline constexpr bool state_stands<TimeDistributedOn<In, L>> = state_stands<L>;

/// Values of the state that are copied for a training pass that must not change it.
template <class Net>
inline constexpr std::size_t copied_state = state_stands<typename Net::body> ? 0 : Net::state_count;

}  // namespace ctnn::detail::inline CTNN_CODE
