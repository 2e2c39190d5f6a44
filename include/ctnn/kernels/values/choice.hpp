#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/simd/target.hpp>

// How samples go through a chain of layers: a table of shapes.

namespace ctnn::kernels::inline CTNN_CODE {

enum class Passage {
    layers,  ///< layer by layer, each by its own kernel, with the values in memory between them
    rows,    ///< row.hpp: one sample, its values in registers from layer to layer, all of it unrolled
    lanes,   ///< dense/lanes.hpp: many samples, each in a lane of its own
};

constexpr const char* name(Passage passage) noexcept {
    switch (passage) {
        case Passage::layers:
            return "layers";
        case Passage::rows:
            return "rows";
        case Passage::lanes:
            return "lanes";
    }
    return "";
}

/// Up to so many multiply-adds a layer, or a chain of them, is unrolled whole, and its values stay in
/// registers: what is unrolled grows with the shape, and so does the time to compile it.
inline constexpr std::size_t most_in_rows = 256;

/// Up to so many multiply-adds for a sample, samples go in lanes: beyond, register tiles are as quick.
inline constexpr std::size_t most_in_lanes = 384;

/// Up to so many, fewer samples than the widest register has lanes go in those of a narrower one: beyond,
/// blocks of samples are as quick.
inline constexpr std::size_t most_in_few_lanes = 64;

/// Inputs and outputs of a network whose samples are worth to be brought to lanes.
inline constexpr std::size_t most_values_in_lanes = 16;

/// Whether a layer of so many multiply-adds may be part of a chain that goes so.
constexpr bool goes_in_rows(std::size_t multiply_adds) noexcept { return multiply_adds <= most_in_rows; }
constexpr bool goes_in_lanes(std::size_t multiply_adds) noexcept { return multiply_adds <= most_in_lanes; }
constexpr bool goes_in_few_lanes(std::size_t multiply_adds) noexcept {
    return multiply_adds <= most_in_few_lanes;
}

/// What decides for a chain; 2 samples stand for any number above one.
struct ChainShape {
    std::size_t samples, in, out, multiply_adds;
    bool has_state = false;
};

/// The way of a chain all of whose layers know rows, or lanes.
constexpr Passage passage(const ChainShape& chain, const simd::Target& on) noexcept {
    if (!on.has_vectors() || chain.has_state) return Passage::layers;
    if (chain.samples == 1) return goes_in_rows(chain.multiply_adds) ? Passage::rows : Passage::layers;
    return goes_in_lanes(chain.multiply_adds) && chain.in <= most_values_in_lanes &&
                   chain.out <= most_values_in_lanes
               ? Passage::lanes
               : Passage::layers;
}

/// The same for a layer L as `passage` has it, for one sample or for many.
template <class L, class T, std::size_t Samples>
inline constexpr Passage passage_of =
    passage({Samples, L::input::size, L::output::size, L::multiply_adds, L::state != 0}, simd::target<T>);

}  // namespace ctnn::kernels::inline CTNN_CODE
