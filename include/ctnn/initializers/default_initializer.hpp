#pragma once

#include <concepts>
#include <ctnn/core/code.hpp>
#include <ctnn/initializers/glorot_uniform.hpp>
#include <type_traits>

namespace ctnn::detail::inline CTNN_CODE {

/// How weights start that feed this activation: as it says, with a member `initializer`; where it says
/// nothing, as Glorot has it.
template <class Act>
struct DefaultInitializer : std::type_identity<GlorotUniform> {};
template <class Act>
    requires requires { typename Act::initializer; }
struct DefaultInitializer<Act> : std::type_identity<typename Act::initializer> {};

/// Of a layer that ended in From and ends in To: what suits that, if Init was what suits From.
template <class Init, class From, class To>
using InitializerFor = std::conditional_t<std::same_as<Init, typename DefaultInitializer<From>::type>,
                                          typename DefaultInitializer<To>::type, Init>;

}  // namespace ctnn::detail::inline CTNN_CODE
