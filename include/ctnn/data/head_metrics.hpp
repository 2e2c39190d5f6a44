#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/core/error/heads.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/data/confusion_matrix.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/dataset_values.hpp>
#include <ctnn/data/metrics.hpp>
#include <ctnn/network/heads_of.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/predict_heads.hpp>

// Metrics of one of a network's Heads, counted from 0: `accuracy<0>(parameters, data)`.

namespace ctnn {

namespace detail::inline CTNN_CODE {

/// A head's values among those of all: as many places as it has, of `width` values each.
template <class Net, std::size_t Head>
struct HeadValues {
    using head = typename HeadsOf<Net>::template head<Head>;
    static constexpr std::size_t start = HeadsOf<Net>::template start<Head>, places = places_of<head>(),
                                 width = head::output_size / places, classes = width == 1 ? 2 : width;

    template <class T>
    static constexpr std::span<const T, width> at(const T* all, std::size_t place) noexcept {
        return std::span<const T, width>(all + start + place * width, width);
    }
};

/// Calls see(outputs, targets, weight) for each place of the head's output, of each sample that counts.
template <std::size_t Head, class Net, class T, class See>
void for_each_of_head(const Parameters<Net, T>& parameters, const Dataset<Net>& data, See see) {
    using Values = HeadValues<Net, Head>;
    std::vector<double> t(Net::output_size);
    for_each_prediction(parameters, data, [&](std::size_t i, auto y) {
        const double weight = data.is_weighted() ? data.weight(i) : 1;
        if (!(weight > 0)) return;
        data.target(i, std::span<double, Net::output_size>(t));
        for (std::size_t p = 0; p < Values::places; ++p)
            see(Values::at(y.data(), p), Values::at(static_cast<const double*>(t.data()), p), weight);
    });
}

/// The same with the class of each: see(outputs, class, weight). Of several values that are all 0 there is
/// none: so `head_targets` writes what is ignored.
template <std::size_t Head, class Net, class T, class See>
void for_each_class_of_head(const Parameters<Net, T>& parameters, const Dataset<Net>& data, See see) {
    constexpr std::size_t width = HeadValues<Net, Head>::width;
    for_each_of_head<Head>(parameters, data, [&](auto y, auto t, double weight) {
        const auto is_zero = [](double value) { return value == 0; };
        if (width > 1 && std::all_of(t.begin(), t.end(), is_zero)) return;
        see(y, place_of_largest<width>(t.data(), 0.5), weight);
    });
}

template <std::size_t Head, class Net, class T, class Error>
double mean_error_of_head(const Parameters<Net, T>& parameters, const Dataset<Net>& data, Error error) {
    double sum = 0, all = 0;
    for_each_of_head<Head>(parameters, data, [&](auto y, auto t, double weight) {
        for (std::size_t k = 0; k < y.size(); ++k) sum += weight * error(static_cast<double>(y[k]) - t[k]);
        all += weight * double(y.size());
    });
    return sum / all;
}

template <class Net>
using WhichHead =
    std::type_identity<error::heads_have_a_class_each_so_say_which_as_in_accuracy_0_parameters_data_of<Net>>;

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// The share of samples whose class is the one that `classify<Head>` gives; as `accuracy` of a network.
/// Targets of 0 alone, of several outputs, are ignored. Goes wrong where there is no such head: a sentence.
template <std::size_t Head, class Net, class T>
    requires detail::HasHead<Net, Head>
double accuracy(const Parameters<Net, T>& parameters, const Dataset<Net>& data) {
    double right = 0, all = 0;
    detail::for_each_class_of_head<Head>(parameters, data, [&](auto y, std::size_t c, double weight) {
        all += weight;
        if (detail::rank_of(c, y) == 0) right += weight;
    });
    return right / all;
}

/// How often each class of a head is taken for which; as `confusion_matrix` of a network.
template <std::size_t Head, class Net, class T>
    requires detail::HasHead<Net, Head>
auto confusion_matrix(const Parameters<Net, T>& parameters, const Dataset<Net>& data) {
    ConfusionMatrix<detail::HeadValues<Net, Head>::classes> matrix;
    detail::for_each_class_of_head<Head>(parameters, data, [&](auto y, std::size_t c, double) {
        const std::size_t predicted = detail::class_of(y);
        ++(detail::rank_of(predicted, y) == 0 ? matrix.counts[c][predicted] : matrix.undecided[c]);
    });
    return matrix;
}

/// The mean over samples and a head's outputs of (prediction - target)^2, and of |prediction - target|.
template <std::size_t Head, class Net, class T>
    requires detail::HasHead<Net, Head>
double mean_squared_error(const Parameters<Net, T>& parameters, const Dataset<Net>& data) {
    return detail::mean_error_of_head<Head>(parameters, data, [](double error) { return error * error; });
}
template <std::size_t Head, class Net, class T>
    requires detail::HasHead<Net, Head>
double mean_absolute_error(const Parameters<Net, T>& parameters, const Dataset<Net>& data) {
    return detail::mean_error_of_head<Head>(parameters, data, [](double error) { return std::abs(error); });
}

// Of which head; of one that there is not.
template <class Net, class T>
    requires detail::ends_in_heads<Net>
decltype(error::sentence(detail::WhichHead<Net>{})) accuracy(const Parameters<Net, T>&, const Dataset<Net>&);
template <std::size_t, class Net, class T>
    requires detail::ends_in_heads<Net>
decltype(error::sentence(detail::WhichHead<Net>{})) top_k_accuracy(const Parameters<Net, T>&,
                                                                   const Dataset<Net>&);
template <class Net, class T>
    requires detail::ends_in_heads<Net>
decltype(error::sentence(detail::WhichHead<Net>{})) confusion_matrix(const Parameters<Net, T>&,
                                                                     const Dataset<Net>&);
template <class Net, class T>
    requires detail::ends_in_heads<Net>
decltype(error::sentence(detail::WhichHead<Net>{})) weighted_confusion_matrix(const Parameters<Net, T>&,
                                                                              const Dataset<Net>&);
template <std::size_t Head, class Net, class T>
    requires(!detail::HasHead<Net, Head>)
decltype(error::sentence(detail::head_mistake<Net, Head>())) accuracy(const Parameters<Net, T>&,
                                                                      const Dataset<Net>&);
template <std::size_t Head, class Net, class T>
    requires(!detail::HasHead<Net, Head>)
decltype(error::sentence(detail::head_mistake<Net, Head>())) confusion_matrix(const Parameters<Net, T>&,
                                                                              const Dataset<Net>&);
template <std::size_t Head, class Net, class T>
    requires(!detail::HasHead<Net, Head>)
decltype(error::sentence(detail::head_mistake<Net, Head>())) mean_squared_error(const Parameters<Net, T>&,
                                                                                const Dataset<Net>&);
template <std::size_t Head, class Net, class T>
    requires(!detail::HasHead<Net, Head>)
decltype(error::sentence(detail::head_mistake<Net, Head>())) mean_absolute_error(const Parameters<Net, T>&,
                                                                                 const Dataset<Net>&);

}  // namespace CTNN_CODE
}  // namespace ctnn
