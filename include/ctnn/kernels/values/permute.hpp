#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/config.hpp>

// Tensors whose axes change their order.

namespace ctnn::kernels::inline CTNN_CODE {

/// Axis k of the result is axis `axes[k]` of a tensor of the given extents.
template <std::size_t Rank>
struct Permutation {
    std::array<std::size_t, Rank> extents, axes;

    constexpr std::size_t extent(std::size_t k) const noexcept { return extents[axes[k]]; }
    /// From a value to the next one along axis k of the result: in the tensor, and in the result.
    constexpr std::size_t from_stride(std::size_t k) const noexcept {
        std::size_t stride = 1;
        for (std::size_t i = axes[k] + 1; i < Rank; ++i) stride *= extents[i];
        return stride;
    }
    constexpr std::size_t to_stride(std::size_t k) const noexcept {
        std::size_t stride = 1;
        for (std::size_t i = k + 1; i < Rank; ++i) stride *= extent(i);
        return stride;
    }
    /// The way back.
    constexpr Permutation inverse() const noexcept {
        Permutation back{};
        for (std::size_t k = 0; k < Rank; ++k) {
            back.extents[k] = extent(k);
            back.axes[axes[k]] = k;
        }
        return back;
    }
};

/// y = x with its axes in the order that P says.
template <auto P, std::size_t Axis = 0, class T>
constexpr void permute(const T* x, T* y) noexcept {
    constexpr std::size_t from = P.from_stride(Axis), to = P.to_stride(Axis);
    for (std::size_t i = 0; i < P.extent(Axis); ++i) {
        if constexpr (Axis + 1 < P.extents.size())
            permute<P, Axis + 1>(x + i * from, y + i * to);
        else
            y[i] = x[i * from];
    }
}

}  // namespace ctnn::kernels::inline CTNN_CODE
