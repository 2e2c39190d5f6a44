#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/kernels/convolution/channel_rows.hpp>

namespace ctnn::kernels::inline CTNN_CODE {

/// Steps that go through a ring at once: blocks begin at multiples of it, or go on from where one ended.
inline constexpr std::size_t ring_block = 64;

/// What is kept of rows that come in blocks and go on for ever: the last `reach` steps and a block. Behind
/// each row its first block lies once more, so that a block of steps lies in one piece wherever it begins.
struct ChannelRing {
    std::size_t channels, reach;

    constexpr std::size_t capacity() const noexcept {
        using ctnn::detail::size_sum;
        return size_sum(reach, 2 * ring_block - 1) / ring_block * ring_block;
    }
    /// An odd number of cache lines of float, so that the rows' steps do not crowd into a few sets.
    constexpr std::size_t stride() const noexcept {
        return ctnn::detail::size_sum(capacity(), ring_block, 16);
    }
    constexpr std::size_t memory() const noexcept { return ctnn::detail::size_product(channels, stride()); }
    /// Where step t of the sequence lies.
    constexpr std::size_t position(std::size_t t) const noexcept { return t % capacity(); }

    template <class T>
    constexpr ChannelRows<T> rows(T* memory) const noexcept {
        return {memory, stride()};
    }

    /// After `count` steps were written from there on, within a block.
    template <class T>
    constexpr void close(T* memory, std::size_t from, std::size_t count) const noexcept {
        if (from >= ring_block) return;
        for (std::size_t c = 0; c < channels; ++c) {
            T* const row = memory + c * stride();
            for (std::size_t t = from; t < from + count; ++t) row[capacity() + t] = row[t];
        }
    }
};

/// Where the taps of a kernel see a block of a ring that begins at `position`. The oldest tap is `reach`
/// steps back, and no tap need go further back than `most`.
struct AroundRing {
    std::size_t reach, dilation, most, position, capacity;

    CTNN_INLINE constexpr std::size_t operator()(std::size_t tap) const noexcept {
        const std::size_t wanted = reach - tap * dilation, back = wanted < most ? wanted : most;
        return position >= back ? position - back : position + capacity - back;
    }
};

}  // namespace ctnn::kernels::inline CTNN_CODE
