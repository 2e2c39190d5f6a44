#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/kernels/values/elementwise.hpp>

// What a convolution is, in numbers, and the zeros around its images. Images lie row by row, a row pixel by
// pixel, a pixel channel by channel; weights by kernel row, kernel column, channel of the group, filter.

namespace ctnn::kernels::inline CTNN_CODE {

using ctnn::detail::size_product;

struct Convolution {
    ctnn::detail::Axis rows, columns;
    std::size_t channels, filters, groups = 1;

    /// The padded image.
    CTNN_INLINE constexpr std::size_t height() const noexcept { return rows.padded(); }
    CTNN_INLINE constexpr std::size_t width() const noexcept { return columns.padded(); }
    CTNN_INLINE constexpr bool is_padded() const noexcept {
        return height() != rows.in || width() != columns.in;
    }
    CTNN_INLINE constexpr std::size_t padded_row() const noexcept { return size_product(width(), channels); }
    CTNN_INLINE constexpr std::size_t padded() const noexcept {
        return is_padded() ? size_product(height(), padded_row()) : 0;
    }
    /// Where in it the image begins.
    CTNN_INLINE constexpr std::size_t inside() const noexcept {
        return rows.before * padded_row() + columns.before * channels;
    }

    CTNN_INLINE constexpr std::size_t pixels() const noexcept {
        return size_product(rows.out(), columns.out());
    }
    CTNN_INLINE constexpr std::size_t in() const noexcept {
        return size_product(rows.in, columns.in, channels);
    }
    CTNN_INLINE constexpr std::size_t out() const noexcept { return size_product(pixels(), filters); }
    CTNN_INLINE constexpr std::size_t group_channels() const noexcept { return channels / groups; }
    CTNN_INLINE constexpr std::size_t group_filters() const noexcept { return filters / groups; }
    /// Values that one output sees; each has a row of `filters` weights.
    CTNN_INLINE constexpr std::size_t depth() const noexcept {
        return size_product(rows.window, columns.window, group_channels());
    }
    CTNN_INLINE constexpr std::size_t weights() const noexcept { return size_product(depth(), filters); }
    CTNN_INLINE constexpr std::size_t multiply_adds() const noexcept {
        return size_product(pixels(), weights());
    }
    /// Whether the kernel covers the whole image once, and the weights are a dense layer's.
    CTNN_INLINE constexpr bool is_dense() const noexcept {
        return groups == 1 && rows.window > 1 && rows.window == height() && columns.window == width() &&
               !is_padded();
    }
    /// Whether each of several channels has one filter of its own.
    CTNN_INLINE constexpr bool is_depthwise() const noexcept {
        return groups > 1 && groups == channels && groups == filters;
    }
    /// Whether the image is a single row, read along its length.
    CTNN_INLINE constexpr bool is_sequence() const noexcept { return height() == 1 && rows.window == 1; }
    /// Of a sequence, whether no output depends on a later step, nor comes before the first one.
    CTNN_INLINE constexpr bool is_causal() const noexcept {
        return is_sequence() && columns.before < columns.reach() &&
               (columns.out() - 1) * columns.stride + columns.reach() <= columns.before + columns.in;
    }

    // What a row of the kernel sees of a padded row: `runs` runs of `run` neighbours, `run_step` apart. All
    // of it is one run, unless there are gaps between its columns, or channels of other groups.
    CTNN_INLINE constexpr bool is_joined() const noexcept { return columns.dilation == 1 && groups == 1; }
    CTNN_INLINE constexpr std::size_t runs() const noexcept { return is_joined() ? 1 : columns.window; }
    CTNN_INLINE constexpr std::size_t run() const noexcept {
        return is_joined() ? columns.window * channels : group_channels();
    }
    CTNN_INLINE constexpr std::size_t run_step() const noexcept { return columns.dilation * channels; }

    // From one output, or kernel row, to the next one below it or beside it, in the padded image.
    CTNN_INLINE constexpr std::size_t down() const noexcept { return rows.stride * padded_row(); }
    CTNN_INLINE constexpr std::size_t aside() const noexcept { return columns.stride * channels; }
    CTNN_INLINE constexpr std::size_t kernel_down() const noexcept { return rows.dilation * padded_row(); }

    bool operator==(const Convolution&) const = default;
};

/// Where there is no bias.
struct NoBias {
    CTNN_INLINE constexpr NoBias operator+(std::size_t) const noexcept { return {}; }
};

/// Zeros everywhere in a padded image. `pad` leaves those around it alone, so that they last for many images.
template <Convolution C, class T>
constexpr void clear_padded(T* padded) noexcept {
    fill<C.padded()>(T(0), padded);
}

template <Convolution C, class T>
constexpr void pad(const T* image, T* padded) noexcept {
    constexpr std::size_t row = C.columns.in * C.channels;
    for (std::size_t y = 0; y < C.rows.in; ++y)
        std::copy_n(image + y * row, row, padded + C.inside() + y * C.padded_row());
}

/// The image without its padding.
template <Convolution C, class T>
constexpr void unpad(const T* padded, T* image) noexcept {
    constexpr std::size_t row = C.columns.in * C.channels;
    for (std::size_t y = 0; y < C.rows.in; ++y)
        std::copy_n(padded + C.inside() + y * C.padded_row(), row, image + y * row);
}

}  // namespace ctnn::kernels::inline CTNN_CODE
