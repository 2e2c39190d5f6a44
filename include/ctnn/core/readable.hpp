#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/values.hpp>
#include <span>
#include <type_traits>

// Whether an argument can be read as N values, known while compiling, and the sentence when it cannot.

namespace ctnn::detail::inline CTNN_CODE {

/// How many values an array, std::array or fixed span holds, or arrays; `known` is false for anything else.
template <class X>
struct Extent {
    static constexpr bool known = false;
};
template <class T, std::size_t N>
struct Extent<T[N]> {
    static constexpr bool known = true, of_arrays = Extent<std::remove_cv_t<T>>::known;
    static constexpr std::size_t value = N;
};
template <class T, std::size_t N>
struct Extent<std::array<T, N>> : Extent<T[N]> {};
template <class T, std::size_t N>
    requires(N != std::dynamic_extent)
struct Extent<std::span<T, N>> {
    static constexpr bool known = true, of_arrays = Extent<std::remove_cv_t<T>>::known;
    static constexpr std::size_t value = N;
};

template <class X, class T, std::size_t N>
concept ReadableAs = std::convertible_to<const X&, std::span<const T, N>>;

/// void when X can be read as N values of type T, else what says why not: WrongCount<M> when it holds M
/// others.
template <class X, class T, std::size_t N, template <std::size_t> class WrongCount>
consteval auto reading_mistake() {
    if constexpr (ReadableAs<X, T, N>) {
        return std::type_identity<void>{};
    } else {
        if constexpr (Extent<X>::known) {
            if constexpr (Extent<X>::value != N && !Extent<X>::of_arrays)
                return std::type_identity<WrongCount<Extent<X>::value>>{};
            else
                return std::type_identity<typename error::these_values_cannot_be_read_as<
                    std::span<const T, N>>::template but_are<X>>{};
        } else {
            return std::type_identity<
                typename error::these_values_cannot_be_read_as<std::span<const T, N>>::template but_are<X>>{};
        }
    }
}

/// void when X can be read as values of type T, and Y be written as such, however many; else the sentence.
/// Both as they are handed over, with & and const.
template <class T, class X, class Y>
consteval auto spans_mistake() {
    if constexpr (!std::convertible_to<X, std::span<const T>>)
        return std::type_identity<typename error::these_values_cannot_be_read_as<
            std::span<const T>>::template but_are<std::remove_cvref_t<X>>>{};
    else if constexpr (!std::convertible_to<Y, std::span<T>>)
        return std::type_identity<typename error::these_values_cannot_be_written_as<
            std::span<T>>::template but_are<std::remove_reference_t<Y>>>{};
    else
        return std::type_identity<void>{};
}
template <class T, class X, class Y>
using SpansMistake = typename decltype(spans_mistake<T, X, Y>())::type;

}  // namespace ctnn::detail::inline CTNN_CODE
