#pragma once

#include <array>
#include <cstddef>

#include <ctnn/core/code.hpp>
#include <ctnn/data/dataset.hpp>

namespace ctnn {
inline namespace CTNN_CODE {

/// How often each class occurs, of samples or of their steps or pixels; what is ignored does not.
template <class Net>
std::array<std::size_t, Dataset<Net>::class_count> class_counts(const Dataset<Net>& data) {
    std::array<std::size_t, Dataset<Net>::class_count> counts{};
    for (std::size_t i = 0; i < data.size(); ++i)
        for (std::size_t p = 0; p < Dataset<Net>::places; ++p)
            if (const std::size_t c = data.class_of(i, p); c < counts.size() && data.has_step(i, p))
                ++counts[c];
    return counts;
}

/// Weights with which all classes count alike, however rare: `data.weigh_classes(balanced_weights(data))`.
/// Formula: samples / (classes that occur * samples of the class); 0 for one that does not occur.
/// scikit-learn: `compute_class_weight("balanced")`.
template <class Net>
std::array<float, Dataset<Net>::class_count> balanced_weights(const Dataset<Net>& data) {
    const auto counts = class_counts(data);
    std::size_t all = 0, occurring = 0;
    for (const std::size_t count : counts) {
        all += count;
        occurring += count > 0;
    }
    std::array<float, Dataset<Net>::class_count> weights{};
    for (std::size_t c = 0; c < counts.size(); ++c)
        if (counts[c] > 0)
            weights[c] = static_cast<float>(double(all) / (double(occurring) * double(counts[c])));
    return weights;
}

}  // namespace CTNN_CODE
}  // namespace ctnn
