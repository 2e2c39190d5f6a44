#pragma once

#include <ctnn/core/code.hpp>
#include <initializer_list>

// Of the overloads that only say a sentence: they stand behind every function that a program has of its own,
// so that `using namespace ctnn` takes no call away from it.

namespace ctnn::detail::inline CTNN_CODE {

/// What stands in the place of an argument, where braces may follow. Where none do, C's `...` goes, which
/// also stands behind functions that convert what they are given.
struct Anything {
    constexpr Anything(const auto&...) noexcept {}
};

/// What stands in braces, and is no array then, `{1, 2}` or `{x, 0}`.
struct Braces {
    template <class X>
    constexpr Braces(std::initializer_list<X>) noexcept {}
    constexpr Braces(const auto&, const auto&, const auto&...) noexcept {}
};

/// `template <NoArgument...>` makes a template of what needs none, for what is no template goes before one;
/// no argument in angle brackets fits there.
enum class NoArgument {};

}  // namespace ctnn::detail::inline CTNN_CODE
