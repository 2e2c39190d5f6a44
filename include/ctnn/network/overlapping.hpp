#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/engine/chain.hpp>

// Outputs that are written where inputs lie, as `predict(parameters, x, x)` does: what may be done at once,
// and in which order the rest.

namespace ctnn::detail::inline CTNN_CODE {

/// Whether a layer has read its input, of however many samples, before it begins its output. A chain of
/// several does: what its last layer reads, another one wrote.
template <class Body>
inline constexpr bool reads_before_it_writes = false;
template <class In, class... Layers>
inline constexpr bool reads_before_it_writes<Chain<In, Layers...>> = sizeof...(Layers) > 1 ||
                                                                     (reads_before_it_writes<Layers> && ...);

/// How samples follow each other whose outputs lie where inputs do: `in` and `out` values each, the first
/// output `apart` values after the first input.
struct OverlappingSamples {
    std::ptrdiff_t in, out, apart;

    /// Whether output s lies on no input before input s; whether on none behind it.
    constexpr bool spares_those_before(std::ptrdiff_t s) const noexcept {
        return apart + s * (out - in) >= 0;
    }
    constexpr bool spares_those_behind(std::ptrdiff_t s) const noexcept {
        return apart + (s + 1) * (out - in) <= 0;
    }

    /// Whether it is enough to go from the first to the last, by blocks of any size.
    constexpr bool go_forwards(std::size_t count) const noexcept {
        return count <= 1 || (out <= in && apart <= in - out);
    }

    /// Calls one(s) for each sample, in an order in which no output is written to an input that is still to
    /// be read, but its own. There always is one: backwards those that spare what is before them, forwards
    /// those that spare what is behind, and last the sample that does neither, of which there is one at most.
    template <class F>
    constexpr void each(std::size_t samples, F one) const noexcept {
        const auto count = static_cast<std::ptrdiff_t>(samples);
        for (std::ptrdiff_t s = count; s-- > 0;)
            if (spares_those_before(s)) one(s);
        for (std::ptrdiff_t s = 0; s < count; ++s)
            if (!spares_those_before(s) && spares_those_behind(s)) one(s);
        for (std::ptrdiff_t s = 0; s < count; ++s)
            if (!spares_those_before(s) && !spares_those_behind(s)) one(s);
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
