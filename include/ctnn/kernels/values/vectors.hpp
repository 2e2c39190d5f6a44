#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <utility>

// The words of all kernels for "whole vectors, then the rest": how a row of values lies in vectors, and which
// of them stay in registers together. Work that is the same for each value is parts.hpp.

namespace ctnn::kernels::inline CTNN_CODE {

/// N values in vectors of W lanes. The last one is either filled in part, or, where there is a whole one
/// before it, it overlaps that: then what adds to memory loads both before it stores either.
template <std::size_t N, std::size_t W>
struct Vectors {
    static constexpr std::size_t count = (N + W - 1) / W;

    /// Where vector j starts so that each is whole.
    static constexpr std::size_t start(std::size_t j) noexcept {
        return j + 1 < count || count == 1 ? j * W : N - W;
    }
    /// How many lanes of vector j are values where each starts at j * W.
    static constexpr std::size_t filled(std::size_t j) noexcept { return j + 1 < count ? W : N - j * W; }
};

/// Calls f.operator()<First, Count>() for panels that are as even as can be, of `Most` of the `All` vectors
/// at most.
template <std::size_t All, std::size_t Most, class F>
CTNN_INLINE constexpr void each_panel(F f) noexcept {
    constexpr std::size_t panels = (All + Most - 1) / Most;
    [&]<std::size_t... P>(std::index_sequence<P...>) CTNN_LAMBDA_INLINE {
        (f.template operator()<P * All / panels, (P + 1) * All / panels - P * All / panels>(), ...);
    }(std::make_index_sequence<panels>{});
}

}  // namespace ctnn::kernels::inline CTNN_CODE
