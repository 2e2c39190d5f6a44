#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace ctnn {

/// The extents of a tensor, outermost first, all known at compile time: `Shape<28, 28, 1>` is an image of 28
/// rows, 28 columns and one channel, stored in that order without padding.
template <std::size_t... Extents>
struct Shape {
    static constexpr std::size_t rank = sizeof...(Extents);
    static constexpr std::size_t size = (std::size_t{1} * ... * Extents);
    static constexpr std::array<std::size_t, rank> extents{Extents...};
};

/// What a network starts with: the shape of one sample. `Input<784>` and `Input<28, 28, 1>` take the same
/// values; the second tells the layers what is a row, a column and a channel. PyTorch: the sample's shape
/// without the batch.
template <std::size_t... Extents>
struct Input {};

/// What a layer reads: N values, known at compile time.
template <class T, std::size_t N>
using View = std::span<const T, N>;

/// What a layer writes: N values, known at compile time.
template <class T, std::size_t N>
using Slot = std::span<T, N>;

}  // namespace ctnn
