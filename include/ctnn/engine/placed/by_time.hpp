#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/kernels/values/elementwise.hpp>

namespace ctnn::detail::inline CTNN_CODE {

/// The sequence of a batch is kept time by time, so that the rows of a step lie together: [step][sample].
/// `Back` turns it round again: to[sample][step].
template <std::size_t B, std::size_t Steps, std::size_t N, bool Back = false, class T>
constexpr void by_time(const T* from, T* to) noexcept {
    for (std::size_t s = 0; s < B; ++s)
        for (std::size_t t = 0; t < Steps; ++t) {
            const std::size_t by_sample = (s * Steps + t) * N, by_step = (t * B + s) * N;
            kernels::copy<N>(from + (Back ? by_step : by_sample), to + (Back ? by_sample : by_step));
        }
}

}  // namespace ctnn::detail::inline CTNN_CODE
