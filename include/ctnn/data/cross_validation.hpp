#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/core/error/data.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/shuffle.hpp>
#include <ctnn/data/split.hpp>

namespace ctnn {

inline namespace CTNN_CODE {

/// How a data set is parted for `k_fold` and `cross_validate`.
struct Folds {
    std::size_t count = 5;    ///< parts, each held out once: 2 to as many as there are samples
    std::uint64_t seed = 0;   ///< of the order in which samples are dealt out to them
    bool stratified = false;  ///< each part has its share of each class, to within one sample
};

/// What `cross_validate` measured.
struct CrossValidation {
    std::vector<double> scores{};  ///< of each fold
    double mean = 0;               ///< of these
    double deviation = 0;          ///< their standard deviation: the root of the mean of (score - mean)^2
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

inline void require_folds(const Folds& folds, std::size_t samples) {
    if (folds.count >= 2 && folds.count <= samples) return;
    throw DataError("folds",
                    "2 or more, and no more than there are samples (" + std::to_string(samples) + ')',
                    std::to_string(folds.count));
}

/// The samples in the order in which they are dealt out.
template <class Net>
std::vector<std::size_t> dealt_order(const Dataset<Net>& data, const Folds& folds) {
    Random random{folds.seed};
    std::vector<std::size_t> order = shuffled_indices(data.size(), random);
    if (!folds.stratified) return order;
    require_one_class<Net>("stratified folds");
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return data.class_of(a) < data.class_of(b); });
    return order;
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// The data set with one fold of it held out, `which` of 0 to folds.count - 1: over all of them each sample
/// is held out once. Folds differ in size by one sample at most. The same seed gives the same folds on every
/// machine. Cost: a copy of the data. scikit-learn: `KFold(shuffle=True)`, `StratifiedKFold`.
/// What goes wrong: fewer than 2 folds, more than samples, a fold that there is not: `DataError`.
template <class Net>
Split<Net> k_fold(const Dataset<Net>& data, const Folds& folds, std::size_t which) {
    detail::require_folds(folds, data.size());
    if (which >= folds.count)
        throw DataError("fold", "0 to " + std::to_string(folds.count - 1), std::to_string(which));
    const std::vector<std::size_t> order = detail::dealt_order(data, folds);
    std::vector<std::size_t> trained, tested;
    for (std::size_t at = 0; at < order.size(); ++at)
        (at % folds.count == which ? tested : trained).push_back(order[at]);
    return {data.subset(trained), data.subset(tested)};
}

/// Trains and measures once for each fold: `score` is called with each `Split`, trains anew on its `train`,
/// and returns a number measured on its `test`.
///
///     const auto result = cross_validate(data, {.count = 10}, [](const Split<Net>& fold) {
///         Trainer<Net, CrossEntropy, Adam> trainer({.learning_rate = 0.01f}, 1);
///         trainer.fit(fold.train, {.epochs = 20, .progress = nullptr});
///         return accuracy(trainer.parameters, fold.test);
///     });
///     std::printf("%.3f +- %.3f\n", result.mean, result.deviation);
///
/// scikit-learn: `cross_val_score`, with its `.mean()` and `.std()`. Goes wrong as `k_fold` does, before the
/// first fold; what `score` throws goes on.
template <class Net, std::invocable<const Split<Net>&> Score>
CrossValidation cross_validate(const Dataset<Net>& data, const Folds& folds, Score score) {
    detail::require_folds(folds, data.size());
    CrossValidation result;
    for (std::size_t which = 0; which < folds.count; ++which)
        result.scores.push_back(static_cast<double>(score(k_fold(data, folds, which))));
    const auto count = static_cast<double>(folds.count);
    for (const double one : result.scores) result.mean += one / count;
    for (const double one : result.scores)
        result.deviation += (one - result.mean) * (one - result.mean) / count;
    result.deviation = std::sqrt(result.deviation);
    return result;
}

/// What measures nothing.
template <class Net, class Score>
    requires(!std::invocable<Score, const Split<Net>&>)
error::cross_validate_takes_a_function_of_a_Split_that_returns_a_number_not<Score> cross_validate(
    const Dataset<Net>&, const Folds&, Score);

}  // namespace CTNN_CODE
}  // namespace ctnn
