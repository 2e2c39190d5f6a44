#pragma once

#include <array>
#include <cstddef>
#include <cstdio>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/augmentation.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/train/history.hpp>
#include <ctnn/train/schedule.hpp>
#include <functional>

namespace ctnn {

inline namespace CTNN_CODE {

/// Ends training once the loss has not fallen for a while, and brings back the parameters of the best epoch.
struct EarlyStopping {
    std::size_t patience = 0;  ///< epochs without a better loss that are borne; 0: never stop early
    double least_gain = 0;     ///< a loss is better when it is lower by more than this

    constexpr auto settings() const noexcept {
        return std::array{Setting("least_gain", least_gain, value_ranges::from_0)};
    }
};

/// How `fit` trains.
template <class Net>
struct FitOptions {
    std::size_t epochs = 1;       ///< in all
    std::size_t first_epoch = 1;  ///< of these; above 1, a training goes on. Keras: initial_epoch + 1
    const Dataset<Net>* validation = nullptr;  ///< judged after each epoch
    /// Random changes of each sample as it is taken, `Augment{Shift{2}, Rotate{10}}` of data/augment.hpp.
    Augmentation<Net> augment = nullptr;
    Schedule schedule = nullptr;  ///< factor on the learning rate, asked before each step; none: 1
    EarlyStopping early_stopping =
        {};  ///< by the validation loss, or the training loss without a validation set
    /// The moving average of the parameters, of an optimizer that keeps it (`Averaged<Adam>`), is what is
    /// validated, what early stopping looks at, and what it brings back; training goes on with the parameters
    /// themselves. Without early stopping it is `averaged(trainer)`. Needs a validation set.
    bool judge_average = false;
    std::function<void(const Epoch<Net>&)> on_epoch = nullptr;  ///< after each epoch, with what it came to
    std::function<void(const Progress&, double loss)> on_batch =
        nullptr;  ///< after each step, with the batch's mean loss
    /// Threads that share a batch, 64 samples or more each; they never change the result. A process that is
    /// forked out of a callback, or on the thread that called `fit` out of a layer or a loss of the program's
    /// own, trains on alone, to the same result. On another of the threads the child has no `fit` to return
    /// to: it may do what the C library allows in a child of several threads (`exec`, `_exit`), and ends,
    /// with EXIT_FAILURE, where that layer returns.
    std::size_t threads = 1;
    std::FILE* progress = stdout;  ///< where the progress is shown; nullptr: nowhere
};

}  // namespace CTNN_CODE
}  // namespace ctnn
