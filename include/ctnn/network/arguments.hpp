#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/core/readable.hpp>
#include <ctnn/engine/placing.hpp>
#include <type_traits>

// Whether an argument is an input of a network, and the sentence when it is not.

namespace ctnn::detail::inline CTNN_CODE {

template <class Net, class T, class X>
consteval auto input_mistake_of() {
    if constexpr (!Number<T>)
        return std::type_identity<Said>{};  // by the parameters
    else if constexpr (Broken<typename Net::body>)
        return std::type_identity<void>{};
    else
        return reading_mistake<
            X, T, Net::input_size,
            error::the_network_takes<Net::input_size>::template inputs_but_the_array_holds>();
}

/// void when X is an input of the network, else the sentence, or that it has been said.
template <class Net, class T, class X>
using InputMistake = typename decltype(input_mistake_of<Net, T, X>())::type;

}  // namespace ctnn::detail::inline CTNN_CODE
