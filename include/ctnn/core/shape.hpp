#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/sizes.hpp>
#include <span>

namespace ctnn {

/// The extents of a tensor, outermost first, all known at compile time: `Shape<28, 28, 1>` is an image of 28
/// rows, 28 columns and one channel, stored in that order without padding.
template <std::size_t... Extents>
struct Shape {
    /// How many axes there are.
    static constexpr std::size_t rank = sizeof...(Extents);
    /// How many values: the product of the extents.
    static constexpr std::size_t size = [] {
        std::size_t values = 1;
        ((values = detail::size_product(values, Extents)), ...);
        return values;
    }();
    static constexpr std::array<std::size_t, rank> extents{Extents...};  ///< outermost first
    static constexpr bool is_sparse = false;                             ///< whether layers look for zeros
    using plain = Shape;                                                 ///< the same, not sparse
    using flat = Shape<size>;                                            ///< as many values in one row
};

/// A shape of values of which many are zero, so that a dense layer does well to look for them.
template <std::size_t... Extents>
struct SparseShape : Shape<Extents...> {
    static constexpr bool is_sparse = true;             ///< layers look for zeros
    using flat = SparseShape<Shape<Extents...>::size>;  ///< as many values in one row
};

/// What a network starts with: the shape of one sample. `Input<784>` and `Input<28, 28, 1>` take the same
/// values; the second tells the layers what is a row, a column and a channel. PyTorch: the sample's shape
/// without the batch.
template <std::size_t... Extents>
struct Input {};

/// The same for inputs of which many are zero, as the background of an image: the first dense layer skips
/// them, in prediction and in training, with the same results but for rounding. Its time depends on the data:
/// worth it from about half zeros on, and the more the wider the layer is; for data that must not show in the
/// time, take Input.
template <std::size_t... Extents>
struct SparseInput {};

/// The same for several inputs: `Inputs<Input<28, 28, 1>, Input<3>>`. A sample is the values of all of them,
/// one behind the other, as `join_inputs` makes it (network/join_inputs.hpp); layers pick one by `Take<0>`.
/// PyTorch: `forward(self, image, facts)`; Keras: `Model([image, facts], ...)`.
template <class... Each>
struct Inputs {};

/// What a layer reads: N values, known at compile time.
template <class T, std::size_t N>
using View = std::span<const T, N>;

/// What a layer writes: N values, known at compile time.
template <class T, std::size_t N>
using Slot = std::span<T, N>;

namespace detail::inline CTNN_CODE {

/// The values of all of them; 0 where one has none.
// A function by itself: clang 14 ends where a lambda stands among a class's bases in a precompiled header.
template <class... Each>
consteval std::size_t size_of_all() {
    std::size_t values = 0;
    ((values = size_sum(values, Each::size)), ...);
    return ((Each::size == 0) || ...) ? 0 : values;
}

/// The shape of several inputs: one row of all their values.
template <class... Each>
struct SeveralShapes : Shape<size_of_all<Each...>()> {};

/// The last extent of a shape: the channels of an image, the features of a step or of a flat sample.
template <class S>
inline constexpr std::size_t last_extent = S::extents[S::rank - 1];

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
