#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/shuffle.hpp>
#include <ctnn/train/learner.hpp>
#include <ctnn/train/objective.hpp>
#include <ctnn/train/settings.hpp>
#include <ctnn/train/targets.hpp>
#include <ctnn/train/training_error.hpp>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace ctnn {

inline namespace CTNN_CODE {

/// Which rates `find_learning_rate` tries.
struct RateSearch {
    double least = 1e-6,
           most = 10;         ///< the first and the last; those between lie evenly on a scale of logarithms
    std::size_t steps = 100;  ///< how many, each by one batch

    CTNN_MEMBER constexpr auto settings() const noexcept {
        using namespace value_ranges;
        const ValueRange above_least{.least = least, .words = "as much as the least, or more"};
        constexpr ValueRange from_10{.least = 10, .words = "10 or more"};
        return std::array{Setting("least", least, above_0), Setting("most", most, above_least),
                          Setting("steps", double(steps), from_10)};
    }
};

/// What `find_learning_rate` has seen.
struct LearningRates {
    std::vector<double> rates;   ///< that were tried, until the loss was four times the best
    std::vector<double> losses;  ///< at each of them, before its step: evened out over some steps
    /// Where the loss falls fastest, on the scale of logarithms: a good rate to begin with. NaN where it
    /// never falls.
    double suggested = detail::not_a_number<double>;
};

/// Tries ever greater learning rates, a batch each, on a copy of a learner or trainer, which itself stays as
/// it is.
///
///     const LearningRates found = find_learning_rate(trainer, train);
///     trainer.optimizer.learning_rate = float(found.suggested);
///
/// (Smith: Cyclical learning rates for training neural networks, 2017; evened out and ended as in fastai's
/// lr_find.)
/// Cost: a step for each rate, and the memory of a second learner.
/// PyTorch: torch-lr-finder, Lightning's Tuner.lr_find. Keras has none.
/// What goes wrong: of a few batches the curve is mostly noise: look at it, or take larger ones. No samples,
/// targets that the loss does not take and settings without sense throw TrainingError.
template <class Net, class Loss, class Optimizer, std::size_t Batch, class T>
LearningRates find_learning_rate(const Learner<Net, Loss, Optimizer, Batch, T>& learner,
                                 const Dataset<Net>& data, const RateSearch& how = {}) {
    constexpr std::size_t in = Net::input_size, out = Net::output_size,
                          places = detail::Objective<Loss, Net>::places;
    constexpr double kept = 0.9, too_much = 4;
    detail::require_settings(how);
    detail::require_data<Loss>(data, "training data");
    const auto trial = std::make_unique<Learner<Net, Loss, Optimizer, Batch, T>>(learner);
    const double own = double(trial->optimizer.learning_rate);
    if (!(own > 0)) throw TrainingError("learning rate", "a number above 0", detail::setting_text(own));
    std::vector<T> x(Batch * in), t(Batch * out), weights(Batch * places);
    std::vector<std::size_t> order;
    std::size_t next = 0;
    double mean = 0, weight = 0, best = detail::infinity<double>;
    LearningRates found;
    for (std::size_t step = 0; step < how.steps; ++step) {
        for (std::size_t s = 0; s < Batch; ++s, ++next) {
            if (next % data.size() == 0) order = shuffled_indices(data.size(), trial->random);
            const std::size_t from = order[next % data.size()];
            data.input(from, std::span<T, in>(x.data() + s * in, in));
            data.target(from, std::span<T, out>(t.data() + s * out, out));
            if (data.is_weighted())
                data.weights(from, std::span<T, places>(weights.data() + s * places, places));
        }
        const double rate = how.least * std::pow(how.most / how.least, double(step) / double(how.steps - 1));
        const std::span<const T, Batch * in> inputs(x);
        const std::span<const T, Batch * out> targets(t);
        const auto factor = static_cast<T>(rate / own);
        const T loss = data.is_weighted()
                           ? trial->step(inputs, targets, std::span<const T, Batch * places>(weights), factor)
                           : trial->step(inputs, targets, factor);
        if (!detail::is_finite(loss)) break;
        mean = kept * mean + (1 - kept) * double(loss);
        weight = kept * weight + (1 - kept);
        found.rates.push_back(rate);
        found.losses.push_back(mean / weight);
        best = std::min(best, mean / weight);
        if (mean / weight > too_much * best) break;
    }
    double steepest = 0;
    for (std::size_t i = 1; i + 1 < found.losses.size(); ++i) {
        const double slope = found.losses[i + 1] - found.losses[i - 1];
        if (!(slope < steepest)) continue;
        steepest = slope;
        found.suggested = found.rates[i];
    }
    return found;
}

}  // namespace CTNN_CODE
}  // namespace ctnn
