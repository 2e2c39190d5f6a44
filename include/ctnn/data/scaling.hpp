#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset.hpp>

namespace ctnn {

inline namespace CTNN_CODE {

/// Brings N values to a common scale: `(value - offset) * factor`, each with its own two constants. As it
/// starts, it changes nothing. A plain value, to be kept beside the weights: what was measured for training
/// must be done to every later input too. `fold_inputs` (data/fold.hpp) puts it into the weights instead.
/// scikit-learn: a fitted `MinMaxScaler` or `StandardScaler`. Keras: `Normalization`.
template <std::size_t N>
struct Scaling {
    std::array<float, N> offset{};  ///< taken from each value
    /// By which the rest is multiplied.
    std::array<float, N> factor = [] {
        std::array<float, N> ones{};
        for (float& one : ones) one = 1;
        return ones;
    }();

    /// One sample, scaled.
    constexpr std::array<float, N> operator()(std::span<const float, N> x) const noexcept {
        return scaled(x);
    }
    constexpr std::array<double, N> operator()(std::span<const double, N> x) const noexcept {
        return scaled(x);
    }

    /// The scaling that undoes this one: for predictions of scaled targets.
    constexpr Scaling inverse() const noexcept {
        Scaling undo;
        for (std::size_t i = 0; i < N; ++i) {
            undo.offset[i] = -offset[i] * factor[i];
            undo.factor[i] = 1 / factor[i];
        }
        return undo;
    }

  private:
    template <class T>
    constexpr std::array<T, N> scaled(std::span<const T, N> x) const noexcept {
        std::array<T, N> y{};
        for (std::size_t i = 0; i < N; ++i) y[i] = (x[i] - T(offset[i])) * T(factor[i]);
        return y;
    }
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

inline void require_samples(std::size_t count) {
    if (count == 0) throw DataError("scaling", "at least one sample to measure", "none");
}

// A value that never changes, or by less than floats can be divided by, is only moved.
inline float usable_factor(double spread) {
    const float factor = static_cast<float>(1 / spread);
    return spread > 0 && is_finite(factor) ? factor : 1.0f;
}

// `row(i)` gives the i-th array of N floats.
template <std::size_t N, class Row>
Scaling<N> measured_range(std::size_t count, Row row) {
    require_samples(count);
    std::array<float, N> least = row(0), most = least;
    for (std::size_t i = 1; i < count; ++i) {
        const std::array<float, N> x = row(i);
        for (std::size_t k = 0; k < N; ++k) {
            least[k] = x[k] < least[k] ? x[k] : least[k];
            most[k] = x[k] > most[k] ? x[k] : most[k];
        }
    }
    Scaling<N> scaling{.offset = least};
    for (std::size_t k = 0; k < N; ++k) {
        // Of the spread as a float subtracts it, so that the largest becomes 1 and never more.
        scaling.factor[k] = usable_factor(double(most[k] - least[k]));
    }
    return scaling;
}

template <std::size_t N, class Row>
Scaling<N> measured_deviation(std::size_t count, Row row) {
    require_samples(count);
    std::vector<double> mean(N), variance(N);
    for (std::size_t i = 0; i < count; ++i) {
        const std::array<float, N> x = row(i);
        for (std::size_t k = 0; k < N; ++k) mean[k] += double(x[k]);
    }
    for (double& sum : mean) sum /= static_cast<double>(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::array<float, N> x = row(i);
        for (std::size_t k = 0; k < N; ++k) {
            const double from_mean = double(x[k]) - mean[k];
            variance[k] += from_mean * from_mean;
        }
    }
    Scaling<N> scaling;
    for (std::size_t k = 0; k < N; ++k) {
        scaling.offset[k] = static_cast<float>(mean[k]);
        scaling.factor[k] = usable_factor(std::sqrt(variance[k] / static_cast<double>(count)));
    }
    return scaling;
}

/// The same, but of a RaggedInput's lengths, which stay as they are.
template <class Net>
Scaling<Net::input_size> but_lengths(Scaling<Net::input_size> scaling) {
    if constexpr (TakesLengths<Net>) scaling.offset.back() = 0, scaling.factor.back() = 1;
    return scaling;
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Measures the scaling of each input to [0, 1]: offset its least value, factor 1 / (largest - least). Inputs
/// that never change become 0. To be measured on the training data only.
/// scikit-learn: `MinMaxScaler().fit(x)`.
/// What goes wrong: an empty data set throws `DataError`; one stray value squeezes all others together.
template <class Net>
Scaling<Net::input_size> min_max_scaling(const Dataset<Net>& dataset) {
    return detail::but_lengths<Net>(detail::measured_range<Net::input_size>(
        dataset.size(), [&](std::size_t i) { return dataset.input(i); }));
}

/// Measures the scaling of each input to mean 0 and standard deviation 1 (divided by n, not n - 1). Inputs
/// that never change become 0. To be measured on the training data only.
/// scikit-learn: `StandardScaler().fit(x)`. What goes wrong: an empty data set throws `DataError`.
template <class Net>
Scaling<Net::input_size> standard_scaling(const Dataset<Net>& dataset) {
    return detail::but_lengths<Net>(detail::measured_deviation<Net::input_size>(
        dataset.size(), [&](std::size_t i) { return dataset.input(i); }));
}

/// `min_max_scaling` of the targets.
template <class Net>
Scaling<Net::output_size> min_max_target_scaling(const Dataset<Net>& dataset) {
    return detail::measured_range<Net::output_size>(dataset.size(),
                                                    [&](std::size_t i) { return dataset.target(i); });
}

/// `standard_scaling` of the targets.
template <class Net>
Scaling<Net::output_size> standard_target_scaling(const Dataset<Net>& dataset) {
    return detail::measured_deviation<Net::output_size>(dataset.size(),
                                                        [&](std::size_t i) { return dataset.target(i); });
}

/// The data set with every input scaled; bytes become floats, four times the memory.
/// What goes wrong: a number beyond the largest float throws `DataError`.
template <class Net>
Dataset<Net> scaled_inputs(const Scaling<Net::input_size>& scaling, const Dataset<Net>& dataset) {
    std::vector<float> inputs;
    inputs.reserve(dataset.size() * Net::input_size);
    for (std::size_t i = 0; i < dataset.size(); ++i) {
        const auto x = scaling(dataset.input(i));
        inputs.insert(inputs.end(), x.begin(), x.end());
    }
    Dataset<Net> scaled(std::move(inputs), dataset.targets());
    scaled.weigh_like(dataset);
    return scaled;
}

/// The data set with every target scaled; classes become one-hot values first. Predictions then come out
/// scaled: `scaling.inverse()` or `fold_outputs` (data/fold.hpp) brings them back.
template <class Net>
Dataset<Net> scaled_targets(const Scaling<Net::output_size>& scaling, const Dataset<Net>& dataset) {
    std::vector<float> targets;
    targets.reserve(dataset.size() * Net::output_size);
    for (std::size_t i = 0; i < dataset.size(); ++i) {
        const auto t = scaling(dataset.target(i));
        targets.insert(targets.end(), t.begin(), t.end());
    }
    Dataset<Net> scaled(dataset.inputs(), std::move(targets));
    scaled.weigh_like(dataset);
    return scaled;
}

}  // namespace CTNN_CODE
}  // namespace ctnn
