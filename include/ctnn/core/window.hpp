#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/sizes.hpp>
#include <type_traits>

// What convolutions and poolings have in common: a window that goes over an image, or along a sequence.

namespace ctnn {

/// An extent of rows and columns. One number stands for both: `Conv2D<6, 5>` has a kernel of 5 x 5,
/// `Conv2D<6, Size2D{3, 5}>` one of 3 rows and 5 columns.
struct Size2D {
    std::size_t height, width;  ///< rows and columns

    /// As many rows as columns, or each by itself.
    CTNN_MEMBER constexpr Size2D(std::size_t both) noexcept : height(both), width(both) {}
    CTNN_MEMBER constexpr Size2D(std::size_t rows, std::size_t columns) noexcept
        : height(rows), width(columns) {}
    CTNN_MEMBER bool operator==(const Size2D&) const = default;

    CTNN_MEMBER constexpr void spell(auto& out) const {
        if (height == width)
            out.text(height);
        else
            out.braces("ctnn::Size2D", height, width);
    }
};

/// The zeros that are put around an image before a window goes over it: `valid`, `same`, `causal`, or as many
/// as `pad` says.
struct Padding {
    /// Who says how many.
    enum class Kind {
        given,  ///< the four numbers
        same,   ///< the shapes: outputs as many as inputs
        causal  ///< the kernel: all before the beginning
    };
    Kind kind = Kind::given;                               ///< of these
    std::size_t top = 0, bottom = 0, left = 0, right = 0;  ///< of a sequence, left is before and right after

    CTNN_MEMBER bool operator==(const Padding&) const = default;

    CTNN_MEMBER constexpr void spell(auto& out) const {
        if (*this == Padding{})
            out.text("ctnn::valid");
        else if (kind == Kind::given)
            out.call("ctnn::pad", top, bottom, left, right);
        else
            out.text(kind == Kind::same ? "ctnn::same" : "ctnn::causal");
    }
};

/// None: the window stays inside.
inline constexpr Padding valid{};
/// As many as make ceil(in / stride) outputs of `in` inputs; an odd one goes to the end. Keras and ONNX's
/// SAME_UPPER; PyTorch where stride is 1.
inline constexpr Padding same{.kind = Padding::Kind::same};
/// Of a sequence: all before its beginning, so that no output depends on a later input. Keras: "causal".
inline constexpr Padding causal{.kind = Padding::Kind::causal};

/// So many on each side; so many above and below, and left and right; or on each of the four sides.
CTNN_MEMBER constexpr Padding pad(std::size_t all) noexcept {
    return {Padding::Kind::given, all, all, all, all};
}
CTNN_MEMBER constexpr Padding pad(std::size_t rows, std::size_t columns) noexcept {
    return {Padding::Kind::given, rows, rows, columns, columns};
}
CTNN_MEMBER constexpr Padding pad(std::size_t top, std::size_t bottom, std::size_t left,
                                  std::size_t right) noexcept {
    return {Padding::Kind::given, top, bottom, left, right};
}

namespace detail::inline CTNN_CODE {

/// The type of a layer's options, which is deduced so that a sentence can say which those of another layer
/// are.
template <auto Options>
using TypeOf = std::remove_const_t<decltype(Options)>;

/// A window along one axis: output o reads the inputs o * stride + k * dilation - before, k from 0 to
/// `window` - 1, where there are such.
struct Axis {
    std::size_t in, window, stride, dilation, before, after;

    CTNN_INLINE constexpr std::size_t padded() const noexcept { return size_sum(in, before, after); }
    /// Inputs from the window's first to its last.
    CTNN_INLINE constexpr std::size_t reach() const noexcept {
        return size_sum(size_product(dilation, window - 1), 1);
    }
    CTNN_INLINE constexpr bool fits() const noexcept { return padded() >= reach(); }
    CTNN_INLINE constexpr std::size_t out() const noexcept {
        return fits() ? (padded() - reach()) / stride + 1 : 0;
    }
    CTNN_MEMBER bool operator==(const Axis&) const = default;
};

/// The axis of an image's rows or columns; window, stride and dilation are at least 1.
constexpr Axis axis(std::size_t in, std::size_t window, std::size_t stride, std::size_t dilation,
                    Padding::Kind kind, std::size_t before, std::size_t after) noexcept {
    Axis axis{in, window, stride, dilation, before, after};
    const std::size_t reach = axis.reach();
    if (kind == Padding::Kind::same) {
        const std::size_t needed = size_sum(size_product((in - 1) / stride, stride), reach);
        const std::size_t zeros = needed > in ? needed - in : 0;
        axis.before = zeros / 2, axis.after = zeros - zeros / 2;
    } else if (kind == Padding::Kind::causal) {
        axis.before = reach - 1, axis.after = 0;
    }
    return axis;
}

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
