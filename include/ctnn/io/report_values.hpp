#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/io/plot.hpp>
#include <ctnn/io/report_history.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/parts.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// How weights and activations are spread, for a report.

namespace ctnn::detail::inline CTNN_CODE {

inline constexpr std::size_t most_histograms = 24;

/// One for each part that is trained, by its path.
template <class Net, class T>
[[gnu::cold]] std::vector<Plot> weight_histograms(const Parameters<Net, T>& parameters) {
    std::vector<Plot> plots;
    for_each_part(parameters, [&](std::string_view path, const Part& part, std::span<const T> values) {
        if (part.is_state || plots.size() == most_histograms) return;
        plots.push_back(histogram(std::string(path), std::vector<double>(values.begin(), values.end())));
    });
    return plots;
}

/// What each layer gives for a sample, layer after layer, in a buffer for the widest.
template <class Net, class T, class See>
[[gnu::cold]] void for_each_layer_output(const Parameters<Net, T>& parameters, std::span<const T> x,
                                         See&& see) {
    using Body = typename Net::body;
    std::vector<T> before(x.begin(), x.end()), after;
    const auto layer = [&]<std::size_t I>() {
        using L = typename Body::template layer<I>;
        after.assign(L::output::size, T{});
        std::vector<T> scratch(L::scratch);
        L::template predict<1, T>(
            View<T, L::parameters>(parameters.data() + Body::plan.parameters[I], L::parameters),
            View<T, L::state>(parameters.state().data() + Body::plan.state[I], L::state),
            View<T, L::input::size>(before.data(), L::input::size),
            Slot<T, L::output::size>(after.data(), L::output::size),
            Slot<T, L::scratch>(scratch.data(), L::scratch));
        see(I, std::span<const T>(after));
        before.swap(after);
    };
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (layer.template operator()<I>(), ...);
    }(std::make_index_sequence<Net::layer_count>{});
}

/// What each layer gives for samples of a data set, 200 of them evenly taken.
template <class Net, class T>
[[gnu::cold]] std::vector<Plot> activation_histograms(const Parameters<Net, T>& parameters,
                                                      const Dataset<Net>& data) {
    constexpr std::size_t most_samples = 200;
    std::vector<std::vector<double>> seen(std::min(Net::layer_count, most_histograms));
    const std::size_t count = std::min(data.size(), most_samples);
    for (std::size_t k = 0; k < count; ++k) {
        const auto x = data.template input<T>(k * data.size() / count);
        for_each_layer_output(parameters, std::span<const T>(x),
                              [&](std::size_t layer, std::span<const T> values) {
                                  if (layer < seen.size())
                                      seen[layer].insert(seen[layer].end(), values.begin(), values.end());
                              });
    }
    std::vector<Plot> plots;
    const std::vector<std::string> names = layer_names<Net>();
    for (std::size_t i = 0; i < seen.size(); ++i)
        plots.push_back(histogram(std::to_string(i) + ' ' + names[i], seen[i]));
    return plots;
}

}  // namespace ctnn::detail::inline CTNN_CODE
