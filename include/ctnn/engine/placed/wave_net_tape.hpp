#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/concepts.hpp>
#include <ctnn/core/sizes.hpp>

// What a WaveNet in training keeps of a sequence, and where.

namespace ctnn::detail::inline CTNN_CODE {

/// Steps of a row that begins and ends with a cache line of float.
constexpr std::size_t row_of_steps(std::size_t steps) noexcept { return size_sum(steps, 15) / 16 * 16; }

/// Rows as they are kept: `before` zeros, then the steps.
struct KeptRows {
    std::size_t at = 0, before = 0, stride = 0;
};

/// What is kept of a stack: of each layer what it takes, what it gives and, where they are wanted, logits and
/// products of gates; then the sums of all layers, and what the stack hands on.
template <class Stack, std::size_t Row>
struct WaveNetTape {
    static constexpr std::size_t count = Stack::count;
    std::array<KeptRows, count> x{}, acts{}, z{}, logits{};
    KeptRows skip{}, next{};
    std::size_t end = 0;

    static constexpr std::size_t zeros(std::size_t reach) noexcept {
        return std::min(row_of_steps(reach), Row);
    }

    constexpr explicit WaveNetTape(std::size_t from) noexcept : end(from) {
        constexpr std::size_t C = Stack::channels;
        constexpr bool gated = Stack::options.gated;
        for (std::size_t l = 0; l < count; ++l) {
            x[l] = put(C, zeros(Stack::layers[l].reach()));
            acts[l] = put(Stack::sums, 0);
            z[l] = gated ? put(C, 0) : acts[l];
            if (slope_reads_input<typename Stack::activation>) logits[l] = put(C, 0);
        }
        skip = put(C, zeros(Stack::head_kernel.reach()));
        if (!Stack::is_last) next = put(C, 0);
    }

  private:
    constexpr KeptRows put(std::size_t channels, std::size_t before) noexcept {
        const KeptRows rows{end, before, size_sum(before, Row)};
        end = size_sum(end, size_product(channels, rows.stride));
        return rows;
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
