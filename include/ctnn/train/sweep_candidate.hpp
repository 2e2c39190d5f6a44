#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/train/schedule.hpp>
#include <ctnn/train/settings.hpp>
#include <ctnn/train/trainer.hpp>
#include <ctnn/train/trainer_options.hpp>
#include <string>
#include <utility>
#include <vector>

namespace ctnn {
inline namespace CTNN_CODE {

/// Settings for `sweep` to try with a trainer of this type.
template <class Trainer>
struct Candidate;

template <class Net, class Loss, class Optimizer, std::size_t Batch, class T>
struct Candidate<Trainer<Net, Loss, Optimizer, Batch, T>> {
    Optimizer optimizer{};        ///< with its settings
    TrainerOptions options{};     ///< penalties and clipping
    std::uint64_t seed = 0;       ///< of the initial values and of the order of the samples
    Schedule schedule = nullptr;  ///< of the learning rate, over all epochs of the sweep
    std::string name{};           ///< for the table, where settings alone do not tell candidates apart
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

/// A candidate's settings by name, as a user would write them.
template <class Candidate>
CTNN_COLD std::vector<std::pair<std::string, std::string>> settings_by_name(const Candidate& candidate) {
    std::vector<std::pair<std::string, std::string>> all{
        {"name", candidate.name}, {"learning_rate", setting_text(double(candidate.optimizer.learning_rate))}};
    const auto add = [&all](const auto& settings) {
        for (const Setting& setting : settings.settings())
            all.emplace_back(setting.name, setting_text(setting.value));
    };
    if constexpr (HasSettings<decltype(candidate.optimizer)>) add(candidate.optimizer);
    add(candidate.options);
    all.emplace_back("seed", std::to_string(candidate.seed));
    return all;
}

/// The names of the settings in which they differ, and each candidate's values of these.
struct SettingTable {
    std::vector<std::string> columns{};
    std::vector<std::vector<std::string>> rows{};

    template <class Candidate>
    CTNN_COLD explicit SettingTable(const std::vector<Candidate>& candidates) : rows(candidates.size()) {
        std::vector<std::vector<std::pair<std::string, std::string>>> all;
        for (const Candidate& candidate : candidates) all.push_back(settings_by_name(candidate));
        for (std::size_t s = 0; s < all[0].size(); ++s) {
            const auto same = [&](const auto& settings) { return settings[s] == all[0][s]; };
            if (std::all_of(all.begin(), all.end(), same)) continue;
            columns.push_back(all[0][s].first);
            for (std::size_t c = 0; c < all.size(); ++c) rows[c].push_back(all[c][s].second);
        }
    }
};

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
