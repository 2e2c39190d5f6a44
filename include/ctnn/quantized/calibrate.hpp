#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/quantized/parameters.hpp>
#include <ctnn/quantized/predict.hpp>
#include <ctnn/quantized/quantize.hpp>
#include <span>
#include <string>
#include <utility>
#include <vector>

// Which values a network's layers have, on data.

namespace ctnn {

/// How the ranges are chosen that codes cover.
enum class Calibrated {
    by_min_max,        ///< all values; for data without outliers
    by_percentile,     ///< but for a share of `Calibration::left_out` at either end
    by_squared_error,  ///< those of which the codes differ least from the values
};

/// How `calibrate` chooses ranges.
struct Calibration {
    Calibrated by = Calibrated::by_min_max;  ///< how a range is chosen
    double left_out = 1e-4;                  ///< the share of values beyond either end, by percentile
};

namespace detail::inline CTNN_CODE {

/// How often values were in each of so many parts of a range.
struct ValueCounts {
    static constexpr std::size_t parts = 1024;
    MinMax range;
    std::array<std::size_t, parts> counts{};

    void add(float value) {
        const double at = (double(value) - double(range.min)) / width();
        ++counts[std::min(static_cast<std::size_t>(at < 0 ? 0 : at), parts - 1)];
    }
    double width() const { return (double(range.max) - double(range.min)) / double(parts); }
    double value(std::size_t part) const { return double(range.min) + (double(part) + 0.5) * width(); }
    MinMax from_to(std::size_t first, std::size_t last) const {
        return {static_cast<float>(double(range.min) + double(first) * width()),
                static_cast<float>(double(range.min) + double(last + 1) * width())};
    }

    MinMax by_percentile(double left_out) const {
        std::size_t all = 0, first = 0, last = parts - 1;
        for (const std::size_t count : counts) all += count;
        const auto most = static_cast<std::size_t>(left_out * double(all));
        for (std::size_t below = counts[first]; below <= most && first < last; below += counts[first])
            ++first;
        for (std::size_t above = counts[last]; above <= most && first < last; above += counts[last]) --last;
        return from_to(first, last);
    }

    /// The squared error of what codes make of the values, were they to cover `part` of either side of 0.
    double squared_error(const MinMax& covered) const {
        const CodeScale scale = scale_of(double(covered.min), double(covered.max));
        const double low = -scale.step * scale.zero, high = low + 127 * scale.step;
        double sum = 0;
        for (std::size_t i = 0; i < parts; ++i) {
            if (counts[i] == 0) continue;
            const double beyond = value(i) < low ? low - value(i) : value(i) > high ? value(i) - high : 0;
            sum += double(counts[i]) * (beyond > 0 ? beyond * beyond : scale.step * scale.step / 12);
        }
        return sum;
    }
    MinMax by_squared_error() const {
        MinMax best = range;
        double least = squared_error(range);
        for (int percent = 98; percent >= 20; percent -= 2) {
            const auto part = float(percent) / 100;
            const MinMax covered{range.min * part, range.max * part};
            if (const double found = squared_error(covered); found < least) least = found, best = covered;
        }
        return best;
    }

    MinMax chosen(const Calibration& how) const {
        return how.by == Calibrated::by_percentile ? by_percentile(how.left_out) : by_squared_error();
    }
};

/// The placed layer L before its activation, where it says it.
template <class L>
struct BeforeActivation : std::type_identity<L> {};
template <class L>
    requires requires { typename L::logits; }
struct BeforeActivation<L> : std::type_identity<typename L::logits> {};

/// Runs a sample through layers I to the last that is quantised; calls see(I, values) of what each computes
/// before its activation.
template <class Chain, std::size_t I, class T, class See>
void see_layers(const T* w, const T* state, const T* x, See& see) {
    if constexpr (I < Chain::count) {
        using L = typename Chain::template layer<I>;
        const auto run = [&]<class Layer>(std::type_identity<Layer>) {
            std::vector<T> y(Layer::output::size), work(Layer::scratch);
            constexpr auto plan = Chain::body::plan;
            Layer::template predict<1, T>(
                View<T, Layer::parameters>(w + plan.parameters[I], Layer::parameters),
                View<T, Layer::state>(state + plan.state[I], Layer::state),
                View<T, Layer::input::size>(x, Layer::input::size),
                Slot<T, Layer::output::size>(y.data(), Layer::output::size),
                Slot<T, Layer::scratch>(work.data(), Layer::scratch));
            return y;
        };
        using Before = BeforeActivation<L>;
        const std::vector<T> sums = run(Before{});
        see(I, std::span<const T>(sums));
        if constexpr (std::same_as<typename Before::type, L>)
            see_layers<Chain, I + 1>(w, state, sums.data(), see);
        else if constexpr (I + 1 < Chain::count)
            see_layers<Chain, I + 1>(w, state, run(std::type_identity<L>{}).data(), see);
    }
}

/// Calls see(place, values) for each sample of the data: place 0 are the inputs, I + 1 what layer I computes.
template <class Net, class T, class Data, class See>
void see_values(const Parameters<folded<Net>, T>& parameters, const Data& data, See see) {
    using Chain = QuantizedChain<folded<Net>>;
    std::vector<T> x(Net::input_size);
    for (std::size_t i = 0; i < data.size(); ++i) {
        data.input(i, std::span<T, Net::input_size>(x.data(), Net::input_size));
        see(std::size_t{0}, std::span<const T>(x));
        auto after = [&](std::size_t layer, std::span<const T> values) { see(layer + 1, values); };
        see_layers<Chain, 0>(parameters.data(), parameters.state().data(), x.data(), after);
    }
}

template <class Small, class Net, class T, class Data>
LayerRanges<Small> calibrate_folded(const Parameters<folded<Net>, T>& parameters, const Data& data,
                                    const Calibration& how) {
    constexpr std::size_t places = LayerRanges<Small>::layer_count + 1;
    if (data.size() == 0) throw DataError("calibration", "samples", "none");
    if (!(how.left_out >= 0 && how.left_out < 0.5))
        throw DataError("calibration's left_out", "0 or more and less than 0.5",
                        std::to_string(how.left_out));
    std::vector<MinMax> found(places, MinMax{infinity<float>, -infinity<float>});
    std::size_t sample = 0;
    see_values<Net>(parameters, data, [&](std::size_t place, std::span<const T> values) {
        sample += place == 0;
        for (const T& value : values) {
            const auto x = static_cast<float>(value);
            if (!is_finite(x))
                throw DataError("calibration, sample " + std::to_string(sample - 1) +
                                    (place == 0 ? ", inputs" : ", layer " + std::to_string(place - 1)),
                                "finite numbers", std::to_string(x));
            found[place] = {std::min(found[place].min, x), std::max(found[place].max, x)};
        }
    });
    if (how.by != Calibrated::by_min_max) {
        std::vector<ValueCounts> counts(places);
        for (std::size_t p = 0; p < places; ++p) counts[p].range = found[p];
        see_values<Net>(parameters, data, [&](std::size_t place, std::span<const T> values) {
            if (found[place].min < found[place].max)
                for (const T& value : values) counts[place].add(static_cast<float>(value));
        });
        for (std::size_t p = 0; p < places; ++p)
            if (found[p].min < found[p].max) found[p] = counts[p].chosen(how);
    }
    LayerRanges<Small> ranges;
    ranges.input = found[0];
    std::copy(found.begin() + 1, found.end(), ranges.layers.begin());
    return ranges;
}

/// Samples, as a Dataset has them.
template <class Data, class Net, class T>
concept SamplesFor = requires(const Data& data, std::span<T, Net::input_size> x) {
    data.size();
    data.input(std::size_t{0}, x);
};

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// The ranges of a network's values on data: some hundred samples that are like those to come.
///
///     const auto ranges = calibrate<Small>(parameters, train.subset(some), {.by =
///     Calibrated::by_squared_error}); const auto q = quantized<Small>(parameters, ranges);
///
/// Cost: one pass through the float network, two unless by min and max. Goes wrong without samples, and where
/// an input or a layer's value is not finite: DataError with the sample.
template <class Small, class Net, class T, class Data>
    requires(detail::is_quantized<Small> && detail::ParametersOf<Small, Net> &&
             detail::SamplesFor<Data, Net, T>)
LayerRanges<Small> calibrate(const Parameters<Net, T>& parameters, const Data& data,
                             const Calibration& how = {}) {
    if constexpr (std::is_same_v<folded<Net>, Net>)
        return detail::calibrate_folded<Small, Net>(parameters, data, how);
    else
        return detail::calibrate_folded<Small, Net>(fold(parameters), data, how);
}

/// The parameters of a quantised network, its ranges found on data.
template <class Small, class Net, class T, class Data>
    requires(detail::is_quantized<Small> && detail::ParametersOf<Small, Net> &&
             detail::SamplesFor<Data, Net, T>)
Parameters<Small> quantized(const Parameters<Net, T>& from, const Data& data, const Calibration& how = {}) {
    return quantized<Small>(from, calibrate<Small>(from, data, how));
}
template <class Small, class Net, class T, class Data>
    requires(detail::is_quantized<Small> && detail::ParametersOf<Small, Net> &&
             !detail::SamplesFor<Data, Net, T> && !std::same_as<Data, LayerRanges<Small>>)
error::quantized_takes_the_parameters_and_then_a_Dataset_or_LayerRanges_not<Data> quantized(
    const Parameters<Net, T>&, const Data&);

/// The share of a Dataset's classes that a quantised network names: see `accuracy` of parameters in float.
template <class Net, class Data>
    requires detail::SamplesFor<Data, Net, float>
double accuracy(const Parameters<Quantized<Net>, float>& q, const Data& data) {
    std::size_t right = 0;
    for (std::size_t i = 0; i < data.size(); ++i) right += classify(q, data.input(i)) == data.class_of(i, 0);
    return double(right) / double(data.size());
}

}  // namespace CTNN_CODE
}  // namespace ctnn
