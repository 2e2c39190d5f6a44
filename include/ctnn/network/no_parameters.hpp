#pragma once

#include <concepts>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/network/network.hpp>
#include <type_traits>

// What stands where the parameters of a network belong, or they where something else does.

namespace ctnn {

template <class Net, class T>
struct Parameters;

namespace detail::inline CTNN_CODE {

/// Whether P is the parameters of a network, or derived from them.
template <class P>
concept HasParameters =
    requires(const P& given) { []<class Net, class T>(const Parameters<Net, T>&) {}(given); };

/// Whether P stands where parameters belong: a network, a pointer to parameters, or what goes behind them.
/// Nothing else, so that a program's own functions may have the names of ours.
template <class P, class... Rest>
concept InPlaceOfParameters =
    !HasParameters<P> && (is_network<P> || HasParameters<std::remove_cv_t<std::remove_pointer_t<P>>> ||
                          (HasParameters<Rest> || ...));

template <class P>
consteval auto no_parameters_mistake() {
    if constexpr (is_network<P>)
        return std::type_identity<error::a_Network_holds_no_values_so_give_its_Parameters_not_a<P>>{};
    else
        return std::type_identity<error::this_function_starts_with_the_Parameters_of_a_network_not_with<P>>{};
}

/// Parameters of any network, behind every function that names a type of them.
struct AnyParameters {
    template <class Net, class T>
    constexpr AnyParameters(const Parameters<Net, T>&) noexcept {}
};

/// What has parameters as a trainer has them.
struct AnyTrainer {
    template <class Trainer>
        requires HasParameters<decltype(Trainer::parameters)>
    constexpr AnyTrainer(const Trainer&) noexcept {}
};

/// What someone would seed with, and is no number: a text, a generator.
template <class Seed>
concept NoSeed =
    !std::is_convertible_v<const Seed&, std::uint64_t> &&
    (
        std::is_convertible_v<const Seed&, const char*> || requires(const Seed& text) { text.c_str(); } ||
        requires(Seed& generator) {
            { generator() } -> std::unsigned_integral;
        });

struct GivenAsSeed {
    constexpr GivenAsSeed(const NoSeed auto&) noexcept {}
};

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

template <class Net, class T>
class Packed;

}  // namespace CTNN_CODE
}  // namespace ctnn
