#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/train/fit_options.hpp>
#include <ctnn/train/learner.hpp>
#include <ctnn/train/training_error.hpp>
#include <string>

// Whether settings make sense: each class of them says which do (core/value_range.hpp).

namespace ctnn::detail::inline CTNN_CODE {

/// As a float where it was one: 0.1, not 0.10000000149.
CTNN_COLD inline std::string setting_text(double value) {
    const auto narrow = static_cast<float>(value);
    return static_cast<double>(narrow) == value ? number_text(narrow) : number_text(value);
}

CTNN_COLD inline void require_setting(const Setting& setting) {
    if (!setting.makes_sense)
        throw TrainingError(setting.name, setting.expected, setting_text(setting.value));
}

template <class S>
CTNN_COLD void require_settings(const S& of) {
    if constexpr (HasSettings<S>)
        for (const Setting& setting : of.settings()) require_setting(setting);
}

/// All settings with which `fit` begins.
template <class Optimizer, class Net>
CTNN_COLD void require_settings(const Optimizer& optimizer, const TrainerOptions& options,
                                const FitOptions<Net>& how) {
    const auto rate = static_cast<float>(optimizer.learning_rate);
    require_setting(Setting("learning rate", rate, value_ranges::above_0));
    require_settings(optimizer);
    require_settings(options);
    require_settings(how.early_stopping);
    require_settings(how.schedule);
    how.augment.each_setting(&require_setting);
    if (how.judge_average && !requires { optimizer.average; })
        throw TrainingError("judge_average", "an optimizer that keeps an average, as Averaged<Adam>",
                            "one that keeps none");
    if (how.judge_average && !how.validation)
        throw TrainingError("judge_average", "a validation set, to judge the average by", "none");
    if (how.threads == 0) throw TrainingError("threads", "at least one thread", "0");
    if (how.first_epoch == 0) throw TrainingError("first_epoch", "1 or more", "0");
}

}  // namespace ctnn::detail::inline CTNN_CODE
