#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/train/fit_options.hpp>
#include <ctnn/train/share_out.hpp>
#include <ctnn/train/sweep_candidate.hpp>
#include <ctnn/train/sweep_fingerprint.hpp>
#include <ctnn/train/sweep_part.hpp>
#include <ctnn/train/sweep_record.hpp>
#include <ctnn/train/sweep_result.hpp>
#include <ctnn/train/targets.hpp>
#include <ctnn/train/trainer.hpp>
#include <ctnn/train/training_error.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace ctnn {
inline namespace CTNN_CODE {

/// How `sweep` compares.
template <class Net, class T = float>
struct SweepOptions {
    std::size_t epochs = 1;       ///< that those are trained which are never dropped
    std::size_t first_look = 0;   ///< epochs after which the worst are dropped; 0: all are trained to the end
    std::size_t keep_one_of = 3;  ///< of so many one goes on, to so many times the epochs, rounded up
    std::size_t threads = 1;      ///< each trains one candidate at a time; they never change the result
    /// What is compared, the lower the better; none: the validation loss. Several threads ask it at once.
    std::function<double(const Parameters<Net, T>&)> score = nullptr;
    SweepPart part{};                       ///< the share of the candidates that is swept here
    SweepRecord<Net, T>* record = nullptr;  ///< told of each trial, and asked for what is known of it
    std::FILE* progress = stdout;  ///< where a line is written after each comparison; nullptr: nowhere
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

template <class Net, class Loss, class Optimizer, std::size_t Batch, class T>
class SweepRun {
    using Fitted = Trainer<Net, Loss, Optimizer, Batch, T>;

  public:
    SweepRun(const std::vector<Candidate<Fitted>>& candidates, const Dataset<Net>& data,
             const Dataset<Net>& validation, const SweepOptions<Net, T>& how)
        : candidates_(candidates), data_(data), validation_(validation), how_(how), table_(candidates) {
        for (std::size_t c = how.part.index; c < candidates.size(); c += how.part.count) {
            alive_.push_back(trials_.size());
            trials_.push_back({.candidate = c, .values = table_.rows[c]});
        }
        trainers_.resize(trials_.size());
        if (how.record)
            how.record->begin({.fingerprint = sweep_fingerprint<T>(candidates, data, validation, how),
                               .candidates = candidates.size(),
                               .epochs = how.epochs,
                               .part = how.part,
                               .columns = table_.columns});
    }

    Sweep<Net, T> result() {
        for (std::size_t end = how_.first_look; end > 0 && end < how_.epochs; end *= how_.keep_one_of) {
            train_to(end);
            drop_the_worst(end);
        }
        train_to(how_.epochs);
        if (how_.record) how_.record->end();
        if (best_.empty())
            throw TrainingError("candidate " + std::to_string(trials_[0].candidate) +
                                " of the sweep, as all of them, failed: " + trials_[0].failure);
        std::stable_sort(trials_.begin(), trials_.end(), is_better);
        tell(how_.epochs, 1, trials_.front());
        return {std::move(table_.columns), std::move(trials_), std::move(best_)};
    }

  private:
    void train_to(std::size_t end) {
        std::vector<std::size_t> unknown;
        for (const std::size_t k : alive_) {
            const Trial* const known = how_.record ? how_.record->find(trials_[k].candidate, end) : nullptr;
            if (known)
                take(k, *known);
            else
                unknown.push_back(k);
        }
        share_out(unknown.size(), how_.threads, [&](std::size_t i) {
            Trial& trial = trials_[unknown[i]];
            try {
                train(unknown[i], end);
            } catch (const TrainingError& error) {
                trial.failure = error.what();
            }
            finish(unknown[i]);
        });
    }

    /// What it came to before: its trainer, if it had one, is not there any more.
    void take(std::size_t k, const Trial& known) {
        std::vector<std::string> values = std::move(trials_[k].values);
        trials_[k] = known;
        trials_[k].values = std::move(values);
        trainers_[k].reset();
        if (!is_best(trials_[k])) return;
        best_.resize(1);
        how_.record->best(best_[0]);
        best_trial_ = k;
    }

    void train(std::size_t k, std::size_t end) {
        Trial& trial = trials_[k];
        const Candidate<Fitted>& candidate = candidates_[trial.candidate];
        std::unique_ptr<Fitted>& trainer = trainers_[k];
        if (!trainer) {
            trainer = std::make_unique<Fitted>(candidate.optimizer, candidate.seed, candidate.options);
            trial.losses.clear();  // of before: they come again
            trial.seconds = 0;
        }
        FitOptions<Net> how{.epochs = how_.epochs,
                            .first_epoch = trial.epochs() + 1,
                            .validation = &validation_,
                            .schedule = candidate.schedule};
        how.on_epoch = [&](const Epoch<Net>& epoch) {
            trial.losses.push_back(epoch.validation_loss);
            trial.seconds += epoch.seconds;
            if (epoch.number == end) trainer->stop();
        };
        how.progress = nullptr;
        trainer->fit(data_, how);
        trial.score = how_.score ? how_.score(trainer->parameters) : trial.losses.back();
        if (!is_finite(trial.score))
            throw TrainingError("the score", "a finite number", number_text(trial.score));
    }

    /// Whether it has been trained to the end, and better than those before.
    bool is_best(const Trial& trial) const {
        return trial.failure.empty() && trial.epochs() == how_.epochs &&
               (best_.empty() || is_better(trial, trials_[best_trial_]));
    }

    /// Keeps the parameters of the best so far, and nothing else of a trainer that is not needed again.
    void finish(std::size_t k) {
        const std::lock_guard lock(mutex_);
        Trial& trial = trials_[k];
        if (is_best(trial)) {
            best_.assign(1, trainers_[k]->parameters);
            best_trial_ = k;
            if (how_.record) how_.record->keep(best_[0]);
        }
        if (how_.record) how_.record->add(trial);
        if (!trial.failure.empty() || trial.epochs() == how_.epochs) trainers_[k].reset();
    }

    void drop_the_worst(std::size_t end) {
        std::stable_sort(alive_.begin(), alive_.end(),
                         [&](std::size_t a, std::size_t b) { return is_better(trials_[a], trials_[b]); });
        while (!alive_.empty() && !trials_[alive_.back()].failure.empty()) alive_.pop_back();
        const std::size_t kept = (alive_.size() + how_.keep_one_of - 1) / how_.keep_one_of;
        for (std::size_t k = kept; k < alive_.size(); ++k) trainers_[alive_[k]].reset();
        alive_.resize(kept);
        if (!alive_.empty()) tell(end, kept, trials_[alive_[0]]);
    }

    CTNN_COLD void tell(std::size_t epochs, std::size_t kept, const Trial& best) const {
        if (!how_.progress) return;
        std::string settings;
        for (std::size_t c = 0; c < table_.columns.size() && c < best.values.size(); ++c)
            settings += ", " + table_.columns[c] + ' ' + best.values[c];
        std::fprintf(how_.progress, "after %zu epochs %zu of %zu: the best scores %s%s\n", epochs, kept,
                     trials_.size(), number_text(best.score, NumberForm::general, 5).c_str(),
                     settings.c_str());
        std::fflush(how_.progress);
    }

    const std::vector<Candidate<Fitted>>& candidates_;
    const Dataset<Net>& data_;
    const Dataset<Net>& validation_;
    const SweepOptions<Net, T>& how_;
    SettingTable table_;
    std::vector<Trial> trials_{};
    std::vector<std::unique_ptr<Fitted>> trainers_{};  // of those that go on
    std::vector<std::size_t> alive_{};
    std::vector<Parameters<Net, T>> best_{};
    std::size_t best_trial_ = 0;
    std::mutex mutex_{};
};

template <class Net, class T, class Candidates>
CTNN_COLD void require_sweep(const Candidates& candidates, const SweepOptions<Net, T>& how) {
    if (candidates.empty()) throw TrainingError("candidates", "at least one", "0");
    if (how.epochs == 0) throw TrainingError("epochs", "1 or more", "0");
    if (how.keep_one_of < 2) throw TrainingError("keep_one_of", "2 or more", std::to_string(how.keep_one_of));
    if (how.threads == 0) throw TrainingError("threads", "at least one thread", "0");
    if (how.part.index >= how.part.count || how.part.index >= candidates.size())
        throw TrainingError(
            "part", "one of at most as many as there are candidates, " + std::to_string(candidates.size()),
            how.part.text());
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Trains a network with each candidate's settings, and says which are the best. With `first_look` by
/// successive halving: all are trained for so many epochs, of three the best one goes on to three times as
/// many, and so on, so that most of the time goes to those that are worth it.
///
///     using Fitted = Trainer<Digits, CrossEntropy, Adam, 32>;
///     std::vector<Candidate<Fitted>> candidates;
///     for (const float rate : {3e-4f, 1e-3f, 3e-3f})
///         for (const float l2 : {0.0f, 1e-4f})
///             candidates.push_back({.optimizer = {.learning_rate = rate}, .options = {.l2 = l2}});
///     const auto found = sweep(candidates, train, validation, {.epochs = 27, .first_look = 3, .threads =
///     2}); std::puts(found.table().c_str()); predict(found.best(), image);
///
/// The same on any number of threads. A trainer that goes on is as if it had never stopped.
/// Cost: without `first_look` all epochs of all candidates, and memory for one trainer a thread; with it,
/// with keep_one_of = 3 and 27 candidates 27 first looks at each of four levels, and memory for all trainers.
/// Source: Jamieson, Talwalkar, Non-stochastic best arm identification and hyperparameter optimization, 2016.
/// Goes wrong: no candidates, options that make no sense, data that `fit` does not take are a TrainingError;
/// so is it when all candidates fail. One whose training fails, by a loss that is no number for instance, or
/// whose score is none, comes last in the table, with the reason.
template <class Net, class Loss, class Optimizer, std::size_t Batch, class T>
Sweep<Net, T> sweep(const std::vector<Candidate<Trainer<Net, Loss, Optimizer, Batch, T>>>& candidates,
                    const Dataset<Net>& data, const Dataset<Net>& validation,
                    const SweepOptions<Net, T>& how = {}) {
    detail::require_sweep(candidates, how);
    detail::require_data<Loss>(data, "training data");
    detail::require_data<Loss>(validation, "validation data");
    return detail::SweepRun<Net, Loss, Optimizer, Batch, T>(candidates, data, validation, how).result();
}

}  // namespace CTNN_CODE
}  // namespace ctnn
