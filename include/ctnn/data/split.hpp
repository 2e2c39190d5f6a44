#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/data/shuffle.hpp>

namespace ctnn {

inline namespace CTNN_CODE {

/// A data set in two: what to train on, and what is held out to test with. `auto [train, test] = split(...)`.
template <class Net>
struct Split {
    Dataset<Net> train;  ///< to train on
    Dataset<Net> test;   ///< held out
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

inline void require_fraction(double held_out) {
    if (held_out >= 0 && held_out <= 1) return;  // not so if NaN
    throw DataError("split", "a held-out fraction of 0 to 1", number_text(held_out));
}

/// Throws where samples have a class for each step or pixel.
template <class Net>
CTNN_COLD void require_one_class(const char* what) {
    if constexpr (Dataset<Net>::places > 1)
        throw DataError(what, "one class for each sample",
                        "one for each of " + std::to_string(Dataset<Net>::places) + " steps or pixels");
}

inline std::size_t share(double fraction, std::size_t count) {
    return static_cast<std::size_t>(fraction * static_cast<double>(count) + 0.5);
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Shuffles the samples by seed, holds out a fraction: `split(digits, 0.2, 42)` leaves four fifths to train
/// on. The same seed gives the same split on every machine. Cost: a copy of the data.
/// scikit-learn: `train_test_split(test_size=0.2)`.
/// What goes wrong: a fraction outside 0 to 1 throws `DataError`.
template <class Net>
Split<Net> split(const Dataset<Net>& dataset, double held_out, std::uint64_t seed) {
    detail::require_fraction(held_out);
    Random random{seed};
    const std::vector<std::size_t> order = shuffled_indices(dataset.size(), random);
    const std::span<const std::size_t> all(order);
    const std::size_t tested = detail::share(held_out, order.size());
    return {dataset.subset(all.subspan(tested)), dataset.subset(all.first(tested))};
}

/// As `split`, but each class gives its own share, to within one sample: for rare classes and small sets.
/// scikit-learn: `train_test_split(stratify=y)`. Goes wrong as `split` does, and with a class for each step
/// or pixel.
template <class Net>
Split<Net> stratified_split(const Dataset<Net>& dataset, double held_out, std::uint64_t seed) {
    constexpr std::size_t classes = Dataset<Net>::class_count;
    detail::require_fraction(held_out);
    detail::require_one_class<Net>("stratified split");
    std::array<std::size_t, classes + 1> quota{};  // the last: those that are ignored
    const auto class_of = [&](std::size_t i) { return std::min(dataset.class_of(i), classes); };
    for (std::size_t i = 0; i < dataset.size(); ++i) ++quota[class_of(i)];
    std::size_t before = 0;  // shares of running totals, so that the quotas add up to the share of the whole
    for (std::size_t& count : quota) {
        const std::size_t after = before + count;
        count = detail::share(held_out, after) - detail::share(held_out, before);
        before = after;
    }
    Random random{seed};
    std::vector<std::size_t> trained, tested;
    for (const std::size_t i : shuffled_indices(dataset.size(), random)) {
        std::size_t& left = quota[class_of(i)];
        (left > 0 ? tested : trained).push_back(i);
        left -= left > 0 ? 1 : 0;
    }
    return {dataset.subset(trained), dataset.subset(tested)};
}

}  // namespace CTNN_CODE
}  // namespace ctnn
