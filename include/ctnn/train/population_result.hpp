#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <vector>

namespace ctnn {
inline namespace CTNN_CODE {

/// What the training of one network of a population came to.
struct PopulationOutcome {
    std::size_t epochs = 0;  ///< that it was trained
    double loss = 0;         ///< of the last one; no number where training failed
    bool reached = false;    ///< whether that was the goal, or below it
};

/// What `Population::train` returns.
struct PopulationResult {
    std::vector<PopulationOutcome> networks{};  ///< by their number

    /// Of all, the share that reached the goal.
    CTNN_MEMBER double share_reached() const noexcept {
        return networks.empty() ? 0 : double(reached().size()) / double(networks.size());
    }

    /// Of those that reached the goal, the epochs that a share of them took at most: of 0.5 their median, of
    /// 1 the most. 0 where none did.
    CTNN_MEMBER std::size_t epochs(double share) const {
        std::vector<std::size_t> all = reached();
        if (all.empty()) return 0;
        const double place = std::clamp(share, 0.0, 1.0) * double(all.size() - 1);
        const auto at = all.begin() + static_cast<std::ptrdiff_t>(place + 0.5);
        std::nth_element(all.begin(), at, all.end());
        return *at;
    }

  private:
    std::vector<std::size_t> reached() const {
        std::vector<std::size_t> all;
        for (const PopulationOutcome& own : networks)
            if (own.reached) all.push_back(own.epochs);
        return all;
    }
};

/// What several networks say of one sample.
template <std::size_t N, class T = float>
struct Spread {
    std::array<T, N> mean{};       ///< of each output
    std::array<T, N> deviation{};  ///< how far they are apart, as a standard deviation
};

}  // namespace CTNN_CODE
}  // namespace ctnn
