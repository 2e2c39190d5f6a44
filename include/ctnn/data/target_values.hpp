#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/readable.hpp>
#include <ctnn/core/value_range.hpp>
#include <span>
#include <type_traits>
#include <utility>

namespace ctnn {

/// In place of a class: a sample, or a step or pixel of one, that counts in no loss, gradient or metric.
/// PyTorch: `ignore_index`, which is -100 there too.
inline constexpr std::uint32_t ignored = 4294967196u;  // -100, so that a -1 remains a mistake

namespace detail::inline CTNN_CODE {

/// What an array of classes holds.
template <class Target>
struct ElementOf : std::type_identity<void> {};
template <class Target>
    requires(Extent<Target>::known)
struct ElementOf<Target> : std::remove_cvref<decltype(std::declval<const Target&>()[0])> {};

/// A class for each step or pixel, as many as the compiler knows.
template <class Target>
concept ClassArray = std::integral<typename ElementOf<Target>::type>;

/// Whether a class is in truth none. Only what has the constant's type can be that.
template <std::integral Class>
constexpr bool is_ignored(Class c) noexcept {
    return std::same_as<Class, std::uint32_t> && static_cast<std::uint32_t>(c) == ignored;
}

/// Writes N values: the class as one-hot, 0 for one that is ignored. One beyond the outputs gives NaN, and so
/// does the loss: the core cannot fail, but it does not hide a mistake either.
template <std::size_t N, class T, std::integral Class>
constexpr void put_class(Class c, T* values) noexcept {
    bool known = static_cast<std::uintmax_t>(c) < N;
    if constexpr (std::signed_integral<Class>) known = known && c >= 0;
    const T other = known || is_ignored(c) ? T(0) : not_a_number<T>;
    for (std::size_t i = 0; i < N; ++i) values[i] = other;
    if (known) values[static_cast<std::size_t>(c)] = 1;
}

/// The target's values: a class index, or one for each of several places, one number for one output, or the
/// values themselves.
template <std::size_t N, class T, class Target>
constexpr std::array<T, N> target_values(const Target& target) {
    std::array<T, N> values{};
    if constexpr (std::integral<Target>) {
        put_class<N>(target, values.data());
    } else if constexpr (std::floating_point<Target>) {
        for (T& value : values) value = static_cast<T>(target);
    } else if constexpr (ClassArray<Target>) {
        constexpr std::size_t places = Extent<Target>::value, width = N / places;
        for (std::size_t p = 0; p < places; ++p) put_class<width>(target[p], values.data() + p * width);
    } else {
        const std::span<const T, N> from(target);
        for (std::size_t i = 0; i < N; ++i) values[i] = from[i];
    }
    return values;
}

/// By what the mean over all places is to be multiplied for the mean over those that count; 0 where none
/// does.
template <class T, class Target>
constexpr T counted_factor(const Target& target) noexcept {
    if constexpr (ClassArray<Target>) {
        constexpr std::size_t places = Extent<Target>::value;
        std::size_t counted = 0;
        for (std::size_t p = 0; p < places; ++p) counted += !is_ignored(target[p]);
        return counted == 0 ? T(0) : static_cast<T>(places) / static_cast<T>(counted);
    } else {
        return 1;
    }
}

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
