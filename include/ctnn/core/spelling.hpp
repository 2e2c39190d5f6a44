#pragma once

#include <type_traits>

// How an activation, an initializer or a layer says what it is called in a header of weights
// (io/header.hpp). The compiler knows the names of types and of most arguments; a type says it itself where
// it has values of a class among its arguments, which clang leaves out, or arguments by default that nobody
// wants to read:
//
//     template <Limits L, class Act = Linear>
//     struct Clipped {
//         static constexpr void spell(std::type_identity<Clipped> self, auto& out) {
//             out(self, L, or_default<Act, Linear>);  // own::Clipped<own::Limits{.low = -1}>
//         }
//     };
//
// `out` takes the arguments in their order: a type as std::type_identity, a number, a text that is source.
// What is derived from Clipped is not spoken for: it has a name of its own. A value of a class names its
// members, if it is an aggregate, or else says how it is made:
//
//     struct Limits {
//         int low = 0, high = 1;
//         constexpr void each_member(auto&& visit) const { visit("low", low), visit("high", high); }
//     };
//     constexpr void spell(auto& out) const { out.call("own::limits", low, high); }  // or out.braces

namespace ctnn {

/// An argument for `out`, which is left out where it, and all after it, is as by default.
template <class Given, class Default>
struct OrDefault {
    Given given;         ///< the argument
    Default by_default;  ///< what it is if nobody gives one
};
template <class Given, class Default>
OrDefault(Given, Default) -> OrDefault<Given, Default>;

/// The same of types.
template <class Given, class Default>
inline constexpr OrDefault<std::type_identity<Given>, std::type_identity<Default>> or_default{};

}  // namespace ctnn
