#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/metrics.hpp>
#include <ctnn/network/parameters.hpp>

namespace ctnn {

namespace detail::inline CTNN_CODE {

/// Calls see(outputs, targets, weight) for each place that counts; each `width` values.
template <class Net, class T, class See>
void for_each_labels(const Parameters<Net, T>& parameters, const Dataset<Net>& dataset, See see) {
    constexpr std::size_t out = Net::output_size, width = out / Dataset<Net>::places;
    std::vector<T> t(out);
    for_each_prediction(parameters, dataset, [&](std::size_t i, auto y) {
        dataset.target(i, std::span<T, out>(t));
        dataset.each_counted(i, [&](std::size_t p, double weight) {
            see(y.data() + p * width, static_cast<const T*>(t.data()) + p * width, weight);
        });
    });
}

/// Whether a label is given as its target has it; NaN never.
template <class T>
constexpr bool is_right(T y, T target) noexcept {
    return target > T(0.5) ? y > T(0.5) : y <= T(0.5);
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

// Metrics of outputs of which each is a yes or no of its own: several labels at a time, as BinaryCrossEntropy
// learns them. A yes is what lies above one half. Of a sequence or an image each step or pixel has its
// labels.

/// For each label how often it was a no or a yes and taken for one: `label_matrices(parameters,
/// data)[2].f1(1)` is the third one's F1. scikit-learn: `multilabel_confusion_matrix`.
template <class Net, class T>
auto label_matrices(const Parameters<Net, T>& parameters, const Dataset<Net>& dataset) {
    constexpr std::size_t labels = Net::output_size / Dataset<Net>::places;
    std::array<ConfusionMatrix<2>, labels> matrices{};
    detail::for_each_labels(parameters, dataset, [&](const T* y, const T* t, double) {
        for (std::size_t k = 0; k < labels; ++k) {
            const std::size_t actual = t[k] > T(0.5) ? 1 : 0;
            ++(y[k] == y[k] ? matrices[k].counts[actual][y[k] > T(0.5) ? 1 : 0]
                            : matrices[k].undecided[actual]);
        }
    });
    return matrices;
}

/// The share of all labels that are given right. Keras: `BinaryAccuracy`. scikit-learn: 1 - `hamming_loss`.
template <class Net, class T>
double label_accuracy(const Parameters<Net, T>& parameters, const Dataset<Net>& dataset) {
    constexpr std::size_t labels = Net::output_size / Dataset<Net>::places;
    double right = 0, all = 0;
    detail::for_each_labels(parameters, dataset, [&](const T* y, const T* t, double weight) {
        for (std::size_t k = 0; k < labels; ++k) right += weight * detail::is_right(y[k], t[k]);
        all += weight;
    });
    return right / (all * double(labels));
}

/// The share of samples, or of their steps or pixels, all of whose labels are right. scikit-learn:
/// `accuracy_score` of several labels.
template <class Net, class T>
double exact_match(const Parameters<Net, T>& parameters, const Dataset<Net>& dataset) {
    constexpr std::size_t labels = Net::output_size / Dataset<Net>::places;
    double right = 0, all = 0;
    detail::for_each_labels(parameters, dataset, [&](const T* y, const T* t, double weight) {
        bool every = true;
        for (std::size_t k = 0; k < labels; ++k) every = every && detail::is_right(y[k], t[k]);
        right += every ? weight : 0;
        all += weight;
    });
    return right / all;
}

// What cannot be measured.
template <class P, class Data>
    requires detail::NotMeasured<P, Data>
decltype(error::sentence(detail::measuring_mistake<P, Data>())) label_matrices(const P&, const Data&);
template <class P, class Data>
    requires detail::NotMeasured<P, Data>
decltype(error::sentence(detail::measuring_mistake<P, Data>())) label_accuracy(const P&, const Data&);
template <class P, class Data>
    requires detail::NotMeasured<P, Data>
decltype(error::sentence(detail::measuring_mistake<P, Data>())) exact_match(const P&, const Data&);

}  // namespace CTNN_CODE
}  // namespace ctnn
