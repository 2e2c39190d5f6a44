#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <vector>

namespace ctnn {

/// Why `minimize` ended.
enum class Ended {
    goal,            ///< the loss is at most what was asked for
    small_gradient,  ///< no slope is left: a minimum, or a flat place
    small_step,      ///< nothing that is near is better, as far as numbers of 53 bits tell
    iterations,      ///< all that were allowed are done, and more would go on
    not_finite,      ///< the way on leads to infinity or NaN
};

/// The same in words, for a line of output.
constexpr const char* words(Ended why) noexcept {
    switch (why) {
        case Ended::goal:
            return "the goal is reached";
        case Ended::small_gradient:
            return "the gradient is small";
        case Ended::small_step:
            return "the steps are small";
        case Ended::iterations:
            return "all iterations are done";
        case Ended::not_finite:
            return "the way on leads to no number";
    }
    return "";
}

inline namespace CTNN_CODE {

/// What `minimize` came to. The parameters are the best that it has seen, and never worse than at the start.
struct Minimization {
    std::vector<double> losses;  ///< at the start, and after each iteration: never rising
    std::size_t evaluations =
        0;  ///< of the loss of all samples, with its gradient or without; or of the cost
    Ended ended = Ended::iterations;  ///< why
    /// The greatest slope at the end, up or down; without a gradient, NaN.
    double gradient = detail::not_a_number<double>;

    /// The iterations done, and the loss at the end.
    std::size_t iterations() const noexcept { return losses.empty() ? 0 : losses.size() - 1; }
    double loss() const noexcept { return losses.empty() ? detail::not_a_number<double> : losses.back(); }
};

}  // namespace CTNN_CODE
}  // namespace ctnn
