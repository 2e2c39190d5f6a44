#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/train/fit_options.hpp>
#include <ctnn/train/history.hpp>
#include <ctnn/train/optimizers/averaged.hpp>
#include <vector>

namespace ctnn::detail::inline CTNN_CODE {

/// How far a training has come, beside what its learner holds: with both, the next epoch is the one that it
/// would have been.
template <class Net, class T>
struct Standing {
    std::size_t epochs = 0;                   // that are done
    bool is_within_epoch = false;             // then there is no going on from what the learner holds
    std::vector<Parameters<Net, T>> best{};   // none, or those of the best epoch
    double best_loss = infinity<double>;      // of what early stopping looks at
    double last_loss = not_a_number<double>;  // and a schedule
    std::vector<double> schedule{};           // what that keeps
    History<Net> history{};

    /// What it is when epoch `how.first_epoch` is the next: as it was, if it stood before that one, else
    /// anew.
    void go_on(const FitOptions<Net>& how) {
        if (how.first_epoch == 1 || how.first_epoch != epochs + 1) *this = {.epochs = how.first_epoch - 1};
        if (how.early_stopping.patience == 0) best.clear();
        look_at_patience(how.early_stopping);
    }

    /// After an epoch, whose parameters these are.
    void keep_the_best(const EarlyStopping& rule, const Parameters<Net, T>& parameters) {
        if (rule.patience == 0) {
            history.best_epoch = epochs;
        } else if (last_loss < best_loss - rule.least_gain) {
            best_loss = last_loss;
            history.best_epoch = epochs;
            best.assign(1, parameters);
        }
        look_at_patience(rule);
    }

  private:
    void look_at_patience(const EarlyStopping& rule) noexcept {
        history.stopped_early =
            rule.patience != 0 && !history.empty() && epochs - history.best_epoch >= rule.patience;
    }
};

/// What an epoch is judged by, and what is kept of the best one: the parameters, or their moving average.
template <class Net, class T>
class Judged {
  public:
    template <class L>
    const Parameters<Net, T>& in(const L& learner, bool judge_average) {
        if constexpr (KeepsAverage<L>) {
            if (!judge_average) return learner.parameters;
            average_.resize(1);
            put_average(learner, average_.front());
            return average_.front();
        } else {
            return learner.parameters;
        }
    }

  private:
    std::vector<Parameters<Net, T>> average_{};  // none or one: on the heap, as no stack may hold it
};

/// What a failed epoch is taken back to: all of a learner that its steps change.
template <class L>
struct EpochStart {
    decltype(L::parameters) parameters;
    decltype(L::moments) moments;
    decltype(L::steps) steps;
    decltype(L::random) random;

    void take(const L& from) {
        parameters = from.parameters, moments = from.moments;
        steps = from.steps, random = from.random;
    }
    void give_back(L& to) const {
        to.parameters = parameters, to.moments = moments;
        to.steps = steps, to.random = random;
    }
};

/// The standing of a trainer, for what writes and reads it.
struct StandingOf {
    template <class AnyTrainer>
    static auto& in(AnyTrainer& trainer) noexcept {
        return trainer.standing_;
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
