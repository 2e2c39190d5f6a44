#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/engine/values.hpp>
#include <ratio>
#include <span>
#include <type_traits>

// What the layers that normalise have in common.

namespace ctnn::detail::inline CTNN_CODE {

template <class T, class Ratio>
inline constexpr T ratio_value =
    static_cast<T>(static_cast<double>(Ratio::num) / static_cast<double>(Ratio::den));

/// void, or what says that an epsilon, which keeps a division from being one by zero, does not.
template <class Epsilon>
consteval auto epsilon_mistake() {
    if constexpr (Epsilon::num <= 0)
        return std::type_identity<error::an_epsilon_lies_above_0_but_this_one_is<Epsilon>>{};
    else
        return std::type_identity<void>{};
}

/// The parameters of N channels, by the names they have in the papers.
template <class T, std::size_t N>
struct ScaleAndShift {
    Values<T, N> gamma, beta;
};
template <class T, std::size_t N>
struct OnlyScale {
    Values<T, N> gamma;
};

}  // namespace ctnn::detail::inline CTNN_CODE
