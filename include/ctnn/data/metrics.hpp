#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <span>
#include <vector>

#include <ctnn/core/anything.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/data.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/data/confusion_matrix.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/predict.hpp>

// Metrics: free functions of parameters and a data set. They predict by blocks and count or sum in double. A
// share or a mean of no samples is NaN. A prediction that holds NaN is never right. Where the data are
// weighted, shares and means are too.

namespace ctnn {

namespace detail::inline CTNN_CODE {

// Runs a data set through `Body`, a network's own or the one that ends in logits, by blocks of samples; calls
// `see(i, y)` for each sample i and what came out, which `see` may write over. The last block is filled up
// with samples from before: cheaper to run, once, than code for shorter blocks is to compile. A workspace
// that not every stack holds is on the heap.
template <class Body, class Net, class T, class See>
void for_each_output(const Parameters<Net, T>& parameters, const Dataset<Net>& dataset, See see) {
    constexpr std::size_t in = Net::input_size, out = Net::output_size, block = samples_at_once<Body, T>();
    constexpr std::size_t needed = block * Body::scratch;
    constexpr bool on_stack = needed * sizeof(T) <= most_on_stack;
    std::vector<T> x(block * in), y(block * out), workspace(on_stack ? 0 : needed);
    for (std::size_t first = 0; first < dataset.size(); first += block) {
        const std::size_t count = std::min(block, dataset.size() - first);
        for (std::size_t k = 0; k < count; ++k) {
            dataset.input(first + k, std::span<T, in>(x.data() + k * in, in));
        }
        const T *const w = parameters.data(), *const state = parameters.state().data();
        if constexpr (on_stack)
            predict_block<Body, block>(w, state, static_cast<const T*>(x.data()), y.data());
        else
            predict_block<Body, block, Workspace::given>(w, state, static_cast<const T*>(x.data()), y.data(),
                                                         workspace.data());
        for (std::size_t k = 0; k < count; ++k) {
            see(first + k, std::span<T, out>(y.data() + k * out, out));
        }
    }
}

template <class Body, class Net, class T, class See>
    requires(!Number<T>)
void for_each_output(const Parameters<Net, T>&, const Dataset<Net>&, See) {}  // the parameters have said it

template <class Net, class T, class See>
void for_each_prediction(const Parameters<Net, T>& parameters, const Dataset<Net>& dataset, See see) {
    for_each_output<typename Net::body>(
        parameters, dataset, [&](std::size_t i, std::span<const T, Net::output_size> y) { see(i, y); });
}

// How many classes the prediction puts before this one; of equals, those with smaller numbers, as `classify`
// does. NaN stands before everything, so that it never helps.
template <class T, std::size_t N>
constexpr std::size_t rank_of(std::size_t c, std::span<const T, N> y) noexcept {
    if constexpr (N == 1) {
        return c == 1 ? !(y[0] > T(0.5)) : !(y[0] <= T(0.5));
    } else {
        std::size_t before = 0;
        for (std::size_t k = 0; k < N; ++k) {
            if (k != c) before += k < c ? !(y[k] < y[c]) : !(y[k] <= y[c]);
        }
        return before;
    }
}

/// The same for one place of a sample.
template <class Net, class T, std::size_t N>
std::size_t rank_at(const Dataset<Net>& data, std::size_t i, std::size_t place, std::span<const T, N> y) {
    constexpr std::size_t width = N / Dataset<Net>::places;
    return rank_of(data.class_of(i, place), std::span<const T, width>(y.data() + place * width, width));
}

/// Calls see(actual class, predicted class, whether there is one, weight) for each place that counts.
template <class Net, class T, class See>
void for_each_decision(const Parameters<Net, T>& parameters, const Dataset<Net>& dataset, See see) {
    constexpr std::size_t width = Net::output_size / Dataset<Net>::places;
    for_each_prediction(parameters, dataset, [&](std::size_t i, auto all) {
        dataset.each_counted(i, [&](std::size_t p, double weight) {
            const std::span<const T, width> y(all.data() + p * width, width);
            std::size_t predicted = width == 1 && y[0] > T(0.5) ? 1 : 0;
            for (std::size_t k = 1; k < width; ++k) predicted = y[k] > y[predicted] ? k : predicted;
            see(dataset.class_of(i, p), predicted, rank_of(predicted, y) == 0, weight);
        });
    });
}

template <class Net, class T, class Error>
double mean_error(const Parameters<Net, T>& parameters, const Dataset<Net>& dataset, Error error) {
    constexpr std::size_t width = Net::output_size / Dataset<Net>::places;
    double sum = 0, all = 0;
    std::vector<double> t(Net::output_size);
    for_each_prediction(parameters, dataset, [&](std::size_t i, auto y) {
        dataset.target(i, std::span<double, Net::output_size>(t));
        all += dataset.each_counted(i, [&](std::size_t p, double weight) {
            for (std::size_t k = p * width; k < (p + 1) * width; ++k)
                sum += weight * error(static_cast<double>(y[k]) - t[k]);
        });
    });
    return sum / (all * double(width));
}

template <class Net, class Data>
inline constexpr bool is_data_for = false;
template <class Net>
inline constexpr bool is_data_for<Net, Dataset<Net>> = true;
/// Why Data is no data set of a network: Unlike any, or another network's.
template <class Data, class Unlike>
struct DataMistake : std::type_identity<Unlike> {};
template <class Other, class Unlike>
struct DataMistake<Dataset<Other>, Unlike> : std::type_identity<error::these_samples_belong_to<Other>> {};

/// Fits when P is the parameters of a network and Data a data set for it, else the sentence.
template <class P, class Data>
consteval auto measuring_mistake() {
    if constexpr (!HasParameters<P>)
        return no_parameters_mistake<P>();
    else if constexpr (!is_data_for<typename P::network, Data>)
        return DataMistake<Data, error::this_function_takes_a_Dataset_after_the_parameters_not<Data>>{};
    else
        return std::type_identity<Fits>{};
}
template <class P, class Data>
concept NotMeasured =
    (HasParameters<P> ||
     InPlaceOfParameters<P, Data>)&&!std::same_as<typename decltype(measuring_mistake<P, Data>())::type,
                                                  Fits>;
}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// The share of samples, or of their steps or pixels, whose class is among the `K` that the network finds
/// likeliest. PyTorch: `torchmetrics.Accuracy(top_k=K)`. Keras: `TopKCategoricalAccuracy(k=K)`. Goes wrong
/// when K is 0 or above the number of classes: a sentence.
template <std::size_t K, class Net, class T>
    requires(K >= 1 && K <= Dataset<Net>::class_count && !detail::ends_in_heads<Net>)
double top_k_accuracy(const Parameters<Net, T>& parameters, const Dataset<Net>& dataset) {
    double right = 0, all = 0;
    detail::for_each_prediction(parameters, dataset, [&](std::size_t i, auto y) {
        all += dataset.each_counted(i, [&](std::size_t p, double weight) {
            if (detail::rank_at(dataset, i, p, y) < K) right += weight;
        });
    });
    return right / all;
}

template <std::size_t K, class Net, class T>
    requires((K < 1 || K > Dataset<Net>::class_count) && !detail::ends_in_heads<Net>)
auto top_k_accuracy(const Parameters<Net, T>&, const Dataset<Net>&) ->
    typename error::top_k_accuracy_is_of_1_to<Dataset<Net>::class_count>::template classes_but_not_of<K>;

/// The share of samples, or of their steps or pixels, whose class is the one that `classify` gives. Targets
/// that are values stand for the class of the largest; with one output, for whether it is above one half.
/// Keras: `CategoricalAccuracy`, `BinaryAccuracy`.
template <class Net, class T>
    requires(!detail::ends_in_heads<Net>)
double accuracy(const Parameters<Net, T>& parameters, const Dataset<Net>& dataset) {
    return top_k_accuracy<1>(parameters, dataset);
}

/// How often each class is taken for which, of samples or of their steps or pixels; precision, recall and F1
/// are read from it. What weighs nothing or is ignored is left out, all else counts 1.
template <class Net, class T>
    requires(!detail::ends_in_heads<Net>)
ConfusionMatrix<Dataset<Net>::class_count> confusion_matrix(const Parameters<Net, T>& parameters,
                                                            const Dataset<Net>& dataset) {
    ConfusionMatrix<Dataset<Net>::class_count> matrix;
    detail::for_each_decision(parameters, dataset,
                              [&](std::size_t actual, std::size_t predicted, bool decided, double) {
                                  ++(decided ? matrix.counts[actual][predicted] : matrix.undecided[actual]);
                              });
    return matrix;
}

/// The same with the samples' weights in the place of ones. scikit-learn:
/// `confusion_matrix(sample_weight=w)`.
template <class Net, class T>
    requires(!detail::ends_in_heads<Net>)
ConfusionMatrix<Dataset<Net>::class_count, double> weighted_confusion_matrix(
    const Parameters<Net, T>& parameters, const Dataset<Net>& dataset) {
    ConfusionMatrix<Dataset<Net>::class_count, double> matrix;
    detail::for_each_decision(
        parameters, dataset, [&](std::size_t actual, std::size_t predicted, bool decided, double weight) {
            (decided ? matrix.counts[actual][predicted] : matrix.undecided[actual]) += weight;
        });
    return matrix;
}

/// The mean over samples and outputs of (prediction - target)^2. scikit-learn: `mean_squared_error`.
template <class Net, class T>
double mean_squared_error(const Parameters<Net, T>& parameters, const Dataset<Net>& dataset) {
    return detail::mean_error(parameters, dataset, [](double error) { return error * error; });
}

/// The mean over samples and outputs of |prediction - target|. scikit-learn: `mean_absolute_error`.
template <class Net, class T>
double mean_absolute_error(const Parameters<Net, T>& parameters, const Dataset<Net>& dataset) {
    return detail::mean_error(parameters, dataset, [](double error) { return std::abs(error); });
}

/// How much of the targets' variance the network explains: the mean over the outputs of
/// 1 - sum (target - prediction)^2 / sum (target - mean)^2.
/// 1 is perfect, 0 no better than the mean alone, less than 0 worse. An output whose targets are all the same
/// gives 1 if it is met, else 0. scikit-learn: `r2_score`.
template <class Net, class T>
double r_squared(const Parameters<Net, T>& parameters, const Dataset<Net>& dataset) {
    constexpr std::size_t out = Net::output_size;
    constexpr std::size_t width = out / Dataset<Net>::places;
    std::vector<double> mean(out), spread(out), error(out), weights(out), t(out);
    const auto each_value = [&](std::size_t i, auto see) {
        dataset.target(i, std::span<double, out>(t));
        dataset.each_counted(i, [&](std::size_t p, double weight) {
            for (std::size_t k = p * width; k < (p + 1) * width; ++k) see(k, weight);
        });
    };
    for (std::size_t i = 0; i < dataset.size(); ++i) {
        each_value(i, [&](std::size_t k, double weight) {
            mean[k] += weight * t[k];
            weights[k] += weight;
        });
    }
    for (std::size_t k = 0; k < out; ++k) mean[k] /= weights[k];
    detail::for_each_prediction(parameters, dataset, [&](std::size_t i, auto y) {
        each_value(i, [&](std::size_t k, double weight) {
            spread[k] += weight * ((t[k] - mean[k]) * (t[k] - mean[k]));
            error[k] += weight * ((t[k] - static_cast<double>(y[k])) * (t[k] - static_cast<double>(y[k])));
        });
    });
    double sum = 0;
    std::size_t outputs = 0;  // that count in some sample
    for (std::size_t k = 0; k < out; ++k) {
        if (!(weights[k] > 0)) continue;
        ++outputs;
        if (spread[k] > 0)
            sum += 1 - error[k] / spread[k];
        else
            sum += error[k] == 0 ? 1 : 0 * error[k];  // NaN stays NaN
    }
    return sum / static_cast<double>(outputs);
}

// What cannot be measured.
template <std::size_t K, class P, class Data>
    requires detail::NotMeasured<P, Data>
decltype(error::sentence(detail::measuring_mistake<P, Data>())) top_k_accuracy(const P&, const Data&);
template <class P, class Data>
    requires detail::NotMeasured<P, Data>
decltype(error::sentence(detail::measuring_mistake<P, Data>())) accuracy(const P&, const Data&);
template <class P, class Data>
    requires detail::NotMeasured<P, Data>
decltype(error::sentence(detail::measuring_mistake<P, Data>())) confusion_matrix(const P&, const Data&);
template <class P, class Data>
    requires detail::NotMeasured<P, Data>
decltype(error::sentence(detail::measuring_mistake<P, Data>())) mean_squared_error(const P&, const Data&);
template <class P, class Data>
    requires detail::NotMeasured<P, Data>
decltype(error::sentence(detail::measuring_mistake<P, Data>())) mean_absolute_error(const P&, const Data&);
template <class P, class Data>
    requires detail::NotMeasured<P, Data>
decltype(error::sentence(detail::measuring_mistake<P, Data>())) r_squared(const P&, const Data&);
template <std::size_t, detail::NoArgument...>
error::a_trainer_has_its_Parameters_as_in_predict_trainer_parameters_x top_k_accuracy(detail::AnyTrainer,
                                                                                      ...);
template <detail::NoArgument...>
error::a_trainer_has_its_Parameters_as_in_predict_trainer_parameters_x accuracy(detail::AnyTrainer, ...);
template <detail::NoArgument...>
error::a_trainer_has_its_Parameters_as_in_predict_trainer_parameters_x confusion_matrix(detail::AnyTrainer,
                                                                                        ...);
template <detail::NoArgument...>
error::a_trainer_has_its_Parameters_as_in_predict_trainer_parameters_x mean_squared_error(detail::AnyTrainer,
                                                                                          ...);
template <detail::NoArgument...>
error::a_trainer_has_its_Parameters_as_in_predict_trainer_parameters_x mean_absolute_error(detail::AnyTrainer,
                                                                                           ...);
template <detail::NoArgument...>
error::a_trainer_has_its_Parameters_as_in_predict_trainer_parameters_x r_squared(detail::AnyTrainer, ...);

}  // namespace CTNN_CODE
}  // namespace ctnn
