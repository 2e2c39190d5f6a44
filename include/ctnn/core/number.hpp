#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/dual.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/values.hpp>
#include <type_traits>

// Which types a network computes in: said here, and nowhere else.

namespace ctnn {

namespace detail::inline CTNN_CODE {

template <class T>
inline constexpr bool is_number = std::same_as<T, float> || std::same_as<T, double>;
template <class T>
inline constexpr bool is_number<Dual<T>> = is_number<T>;

}  // namespace detail::inline CTNN_CODE

/// A type that a network can compute in, as it stands, neither const nor a reference: float, double, or a
/// Dual of one of them, which brings derivatives along.
///
/// A further type must bring: its elementary functions (math/), that are constexpr and give the same bits
/// there; a vector of it (simd/vec.hpp), or kernels that go without; what the files and headers of weights
/// write for it (io/); its name in the sentence of who asks for another.
template <class T>
concept Number = detail::is_number<T>;

/// What a network in T keeps its parameters in, multiplies in and sums up in. Of today's types all are the
/// same; of one of 16 bits they would not be.
template <class T>
struct Numbers {
    using storage = T;       ///< of parameters
    using compute = T;       ///< of products
    using accumulation = T;  ///< of sums
};

namespace detail::inline CTNN_CODE {

/// What is given where a sentence has been said, so that no other follows: it turns into anything.
struct Said {
    template <class A>
    constexpr operator A() const noexcept {
        return {};
    }
    friend constexpr bool operator==(Said, const auto&) noexcept { return true; }
    friend constexpr auto operator<=>(Said, const auto&) noexcept { return std::strong_ordering::equal; }
    constexpr float operator[](std::size_t) const noexcept { return 0; }
    constexpr const float* begin() const noexcept { return nullptr; }
    constexpr const float* end() const noexcept { return nullptr; }
};

struct ANumber {};

template <class T>
consteval auto number_mistake() {
    if constexpr (Number<T>)
        return std::type_identity<ANumber>{};
    else
        return std::type_identity<error::a_network_computes_in_float_or_double_not_in<T>>{};
}

/// A base of what would compute in T. A class is instantiated once, however many derive from it: so is the
/// sentence said once.
template <class T>
struct ComputesIn : decltype(error::sentence(number_mistake<T>())) {};

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
