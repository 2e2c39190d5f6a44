#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/concepts.hpp>
#include <ctnn/core/error/layer.hpp>
#include <type_traits>

namespace ctnn::detail::inline CTNN_CODE {

/// What says why no such layer can stand on In, or void.
template <class In, std::size_t Units>
consteval auto recurrent_mistake() {
    if constexpr (In::rank != 2)
        return std::type_identity<
            error::recurrence_needs_steps_and_features_but_the_layer_before_it_gives<In>>{};
    else if constexpr (Units == 0)
        return std::type_identity<typename error::a_recurrent_layer_cannot_have<Units>::units>{};
    else
        return std::type_identity<void>{};
}
template <class In, std::size_t Units, class Act, class... Others>
consteval auto recurrent_mistake() {
    if constexpr (!AnActivation<Act>)
        return std::type_identity<
            typename error::is_not_an_activation<Act>::that_has_value_of_z_and_slope_of_z_y>{};
    else if constexpr (!Elementwise<Act>)
        return std::type_identity<
            error::a_recurrent_layer_takes_an_activation_of_single_values_unlike<Act>>{};
    else
        return recurrent_mistake<In, Units, Others...>();
}

}  // namespace ctnn::detail::inline CTNN_CODE
