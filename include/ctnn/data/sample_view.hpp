#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <span>

namespace ctnn {

inline namespace CTNN_CODE {

/// How an image of `Height * Width * Channels` values lies in a sample, for `Augment` where the network's
/// input does not say it: of Input<784> or Input<784, 1>.
template <std::size_t Height, std::size_t Width, std::size_t Channels = 1>
struct Image {};

/// A sample as its rows, columns and channels; a sequence is one row, whose columns are its steps and whose
/// channels are their values; of neither, one row of columns.
template <class T>
struct SampleView {
    std::span<T> values;                ///< all of them
    std::size_t height = 1;             ///< rows
    std::size_t width = values.size();  ///< columns, or steps
    std::size_t channels = 1;           ///< values of each pixel or step

    /// Where the channels of a pixel begin.
    constexpr T* pixel(std::size_t row, std::size_t column) const noexcept {
        return values.data() + (row * width + column) * channels;
    }
    /// The same view of other values, as many.
    template <class Other>
    constexpr SampleView<Other> of(std::span<Other> others) const noexcept {
        return {others, height, width, channels};
    }
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

/// What a sample is, for a change that goes from pixel to pixel.
enum class SampleKind : unsigned char { flat, sequence, image };

/// How samples of a network's input of this shape lie.
template <class S>
struct SampleLayout {
    static constexpr SampleKind kind = S::rank == 3   ? SampleKind::image
                                       : S::rank == 2 ? SampleKind::sequence
                                                      : SampleKind::flat;
    static constexpr std::size_t size = S::size;

    template <class T>
    static constexpr SampleView<T> view(std::span<T> values) noexcept {
        if constexpr (kind == SampleKind::image)
            return {values, S::extents[0], S::extents[1], S::extents[2]};
        else if constexpr (kind == SampleKind::sequence)
            return {values, 1, S::extents[0], S::extents[1]};
        else
            return {values, 1, values.size(), 1};
    }
};

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
