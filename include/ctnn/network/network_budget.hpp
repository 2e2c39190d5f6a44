#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/network.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/network/network_cost.hpp>
#include <limits>
#include <type_traits>

namespace ctnn {

inline namespace CTNN_CODE {

/// What a network may cost at most; what is not named has no limit.
struct Budget {
    /// No limit.
    static constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();

    std::size_t parameters = unlimited;     ///< values of its block
    std::size_t bytes = unlimited;          ///< of its block
    std::size_t workspace = unlimited;      ///< bytes that predict works in
    std::size_t multiply_adds = unlimited;  ///< for one sample
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

template <class Net, class T, Budget B>
consteval auto broken_limit() {
    constexpr const auto& found = cost<Net, T>;
    if constexpr (B.parameters == 0 || B.bytes == 0 || B.multiply_adds == 0)
        return std::type_identity<error::a_budget_of_zero_is_kept_by_no<Net>>{};
    else if constexpr (found.parameters > B.parameters)
        return std::type_identity<typename error::the_network_has<
            found.parameters>::template parameters_but_the_budget_is<B.parameters>>{};
    else if constexpr (found.bytes > B.bytes)
        return std::type_identity<
            typename error::the_network_has<found.bytes>::template bytes_but_the_budget_is<B.bytes>>{};
    else if constexpr (found.workspace > B.workspace)
        return std::type_identity<typename error::the_network_needs<
            found.workspace>::template bytes_of_workspace_but_the_budget_is<B.workspace>>{};
    else if constexpr (found.multiply_adds > B.multiply_adds)
        return std::type_identity<typename error::the_network_needs<
            found.multiply_adds>::template multiply_adds_but_the_budget_is<B.multiply_adds>>{};
    else
        return std::type_identity<Fits>{};
}

template <class Net, class T, Budget B>
consteval auto budget_mistake() {
    if constexpr (Broken<typename Net::body>)
        return std::type_identity<Fits>{};  // the network has said it
    else if constexpr (!Number<T>)
        return number_mistake<T>();
    else
        return broken_limit<Net, T, B>();
}

template <class Net, class T, Budget B>
    requires(!ANetwork<Net>)
consteval auto budget_mistake() {
    return no_network_mistake<Net>();
}

template <class Net, class T, Budget B>
struct InBudget : decltype(error::sentence(budget_mistake<Net, T, B>())) {
    static constexpr bool value = true;
};

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// A contract: true when the network keeps to the budget, else a sentence with the limit and both figures.
///
///     static_assert(fits<Net, Budget{.bytes = 16'384, .multiply_adds = 5'000}>);
///
/// Goes wrong for a limit of zero too, which no network keeps; a workspace of zero is one that some do.
template <class Net, Budget B, class T = float>
#ifdef __clang__  // after a mistake it takes a variable for no constant: a second error
concept
#else  // g++ names the user's line for variables only
inline constexpr bool
#endif
    fits = detail::InBudget<Net, T, B>::value;

}  // namespace CTNN_CODE
}  // namespace ctnn
