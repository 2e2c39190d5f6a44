#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>

// How the pixels of a window are gone through, whose channels are what vectors hold: a table of its extents.

namespace ctnn::kernels::inline CTNN_CODE {

enum class WindowKernel {
    unrolled,  ///< windows.hpp: all pixels one after the other
    looped,    ///< windows.hpp: in loops over rows and columns, as is done too for one that juts out
};

constexpr const char* name(WindowKernel kernel) noexcept {
    switch (kernel) {
        case WindowKernel::unrolled:
            return "unrolled";
        case WindowKernel::looped:
            return "looped";
    }
    return "";
}

/// Windows of at most so many pixels are unrolled.
inline constexpr std::size_t most_unrolled_pixels = 16;

constexpr WindowKernel window_kernel(std::size_t height, std::size_t width) noexcept {
    return height * width <= most_unrolled_pixels ? WindowKernel::unrolled : WindowKernel::looped;
}

}  // namespace ctnn::kernels::inline CTNN_CODE
