#pragma once

#include <cstdint>
#include <ctnn/core/code.hpp>
#include <limits>
#include <type_traits>

// Which numbers are taken where a user gives one: a setting of an optimizer, of a schedule or of a training,
// the targets of a loss. Each says it of itself; who throws, asks.

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <class T>
    requires(std::is_same_v<T, float> || std::is_same_v<T, double>)
using Bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;

/// Infinity and NaN by their bits: compilers that were told that there are none (-ffast-math) warn of the
/// standard library's.
template <class T>
inline constexpr T infinity =
    __builtin_bit_cast(T, static_cast<Bits<T>>(sizeof(T) == 4 ? 0x7F800000u : 0x7FF0000000000000u));
template <class T>
inline constexpr T not_a_number =
    __builtin_bit_cast(T, static_cast<Bits<T>>(sizeof(T) == 4 ? 0x7FC00000u : 0x7FF8000000000000u));

/// Whether it is neither infinite nor NaN, by its bits: under -ffast-math compilers hold every number for
/// finite and every comparison for one of numbers. By reference, since they may think so of arguments too.
template <class T>
constexpr bool is_finite(const T& x) noexcept {
    constexpr Bits<T> of_infinity = __builtin_bit_cast(Bits<T>, infinity<T>);
    return (__builtin_bit_cast(Bits<T>, x) & of_infinity) != of_infinity;
}

}  // namespace detail::inline CTNN_CODE

/// The finite numbers from `least` to `most`, both among them, and how that is said: "expected 0 to 1, found
/// 5". Of some only the two ends.
struct ValueRange {
    double least = std::numeric_limits<double>::lowest();  ///< itself among them
    double most = std::numeric_limits<double>::max();      ///< itself among them
    const char* words = "a finite number";                 ///< how it is said: "expected ..."
    bool only_the_ends = false;                            ///< `least` and `most` alone, nothing between them

    /// Whether the number is one of them; never infinity or NaN.
    template <class T>
    CTNN_MEMBER constexpr bool holds(const T& number) const noexcept {
        if (!detail::is_finite(number)) return false;
        const auto x = static_cast<double>(number);
        return only_the_ends ? x == least || x == most : x >= least && x <= most;
    }
};

/// The ranges that settings and targets have.
namespace value_ranges::inline CTNN_CODE {

/// What they are called says which numbers they hold; `any` are all that are finite.
inline constexpr ValueRange any{};
inline constexpr ValueRange above_0{.least = std::numeric_limits<double>::min(), .words = "a number above 0"};
inline constexpr ValueRange from_0{.least = 0, .words = "0 or more"};
inline constexpr ValueRange from_0_to_1{.least = 0, .most = 1, .words = "0 to 1"};
inline constexpr ValueRange from_0_to_below_1{
    .least = 0, .most = 1 - std::numeric_limits<double>::epsilon() / 2, .words = "0 or more and less than 1"};
inline constexpr ValueRange either_0_or_1{.least = 0, .most = 1, .words = "0 or 1", .only_the_ends = true};

}  // namespace value_ranges::inline CTNN_CODE

/// A number that a user has set, by its name, and whether it makes sense. A class of settings gives its own
/// as `constexpr auto settings() const { return std::array{Setting("momentum", momentum, range), ...}; }`.
struct Setting {
    const char* name;      ///< as the user wrote it
    double value;          ///< what it was given
    const char* expected;  ///< the range, in words
    bool makes_sense;      ///< whether the range holds the value

    /// Of a name, a number, and the range in which it makes sense.
    template <class T>
    CTNN_MEMBER constexpr Setting(const char* called, const T& number, const ValueRange& range) noexcept
        : name(called),
          value(static_cast<double>(number)),
          expected(range.words),
          makes_sense(range.holds(number)) {}
};

/// Says which of its settings make sense; what does not, is taken as it is.
template <class S>
concept HasSettings = requires(const S& of) { of.settings()[0].makes_sense; };

}  // namespace ctnn
