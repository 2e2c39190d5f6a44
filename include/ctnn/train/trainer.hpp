#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/shuffle.hpp>
#include <ctnn/train/batch_order.hpp>
#include <ctnn/train/evaluation.hpp>
#include <ctnn/train/fit_mistake.hpp>
#include <ctnn/train/fit_options.hpp>
#include <ctnn/train/history.hpp>
#include <ctnn/train/layer_norms.hpp>
#include <ctnn/train/learner.hpp>
#include <ctnn/train/next_samples.hpp>
#include <ctnn/train/optimizers/sgd.hpp>
#include <ctnn/train/progress.hpp>
#include <ctnn/train/schedule.hpp>
#include <ctnn/train/settings.hpp>
#include <ctnn/train/standing.hpp>
#include <ctnn/train/targets.hpp>
#include <ctnn/train/training_error.hpp>
#include <ctnn/train/weighing.hpp>
#include <ctnn/train/workers.hpp>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace ctnn {
inline namespace CTNN_CODE {

/// Trains a network: holds its parameters, gradient, moments and workspace, takes batches of `Batch` samples.
///
///     static Trainer<Digits, CrossEntropy, Adam, 64> trainer{{.learning_rate = 1e-3f}, /*seed*/ 42};
///     trainer.fit(train, {.epochs = 5, .validation = &test});
///     predict(trainer.parameters, image);
///
/// The same seed, data and options give the same parameters, bit for bit. Its size is known: a big network's
/// trainer belongs in static storage. A step allocates nothing. PyTorch: the training loop; Keras: `compile`
/// and `fit`. Goes wrong: a loss that does not fit the last activation is a sentence from the compiler;
/// settings that make no sense, targets that the loss does not take and a loss that is no number throw
/// TrainingError, and what was trained before that epoch stays; as where a sample is not to be had, and what
/// reads or makes it throws.
template <class Net, class Loss, class Optimizer = SGD, std::size_t Batch = 32, class T = float>
class Trainer : public Learner<Net, Loss, Optimizer, Batch, T>,
                private decltype(error::sentence(detail::fit_mistake<Loss, Net>())) {
    using Base = Learner<Net, Loss, Optimizer, Batch, T>;

  public:
    /// Initializes the parameters from the seed.
    // Not constexpr: a compiler would try to run it for every static trainer, for seconds.
    explicit Trainer(const Optimizer& settings = {}, std::uint64_t seed = 0,
                     const TrainerOptions& step_options = {});
    /// Another optimizer's settings are none of this one's, nor is a learning rate alone.
    template <class Other>
        requires(!std::is_convertible_v<const Other&, const Optimizer&> && !std::is_base_of_v<Base, Other>)
    explicit Trainer(const Other&, std::uint64_t = 0, const TrainerOptions& = {},
                     typename error::this_trainer_is_for<Optimizer>::template but_was_given<Other> = {});

    /// Ends `fit` after the current epoch; for callbacks.
    void stop() noexcept { stop_ = true; }

    /// Trains on all samples, `epochs` times, in an order that is shuffled by the seed, the last short batch
    /// too. With BatchNorm, whose statistics are of whole batches, the first samples of the epoch's order
    /// fill that one up, and are learnt from twice. An exception, a callback's or TrainingError, leaves the
    /// best parameters where it stops early, and what there is of the history in `history()`.
    ///
    /// With `first_epoch` it goes on where it stood: the trainer's last `fit`, or a checkpoint
    /// (io/checkpoint.hpp), ended with the epoch before. Then bit for bit as if it had not stopped, unless it
    /// stopped by bringing back the parameters of an earlier epoch.
    History<Net> fit(const Dataset<Net>& data, const FitOptions<Net>& how = {});

    /// What is no data set, or another network's, or behind the options.
    template <class Data, class How = FitOptions<Net>>
        requires(!detail::is_data_for<Net, Data>)
    decltype(error::sentence(detail::fit_data_mistake<Data>())) fit(const Data&, const How& = {});
    error::the_Dataset_goes_before_the_options_of_fit fit(const FitOptions<Net>&, const Dataset<Net>&);

    /// What is no options.
    template <class How>
        requires(!std::is_convertible_v<const How&, const FitOptions<Net>&>)
    decltype(error::sentence(detail::fit_options_mistake<How>())) fit(const Dataset<Net>&, const How&);

    /// What the last `fit` came to, up to the exception where one ended it.
    const History<Net>& history() const noexcept { return standing_.history; }

  private:
    friend detail::StandingOf;
    static constexpr std::size_t ahead = 8;  // samples that are on their way while one is converted
    static constexpr std::size_t in = Net::input_size, out = Net::output_size;
    static constexpr bool coupled = detail::couples_samples<typename Net::body>();

    struct Run {
        const Dataset<Net>& data;
        const FitOptions<Net>& how;
        Schedule schedule;
        detail::ProgressLine<> line;
        detail::Workers workers;
        detail::Weighing<Net, Batch, Base::Goal::places, T> weighing{data};
        detail::TakenTargets<Loss, Net> taken{data, "training data"};
        detail::Judged<Net, T> judged{};
        std::vector<std::size_t> order{};
        std::unique_ptr<detail::EpochStart<Base>> start{};
        float learning_rate = 0;
        std::uint64_t drawn = 0;  // where the random numbers stood as the batch began
    };

    void run_epoch(Run& run, std::size_t number) {
        run.start->take(*this);
        run.line.start_epoch(number);
        standing_.is_within_epoch = true;
        standing_.history.epochs.push_back(train_epoch(run, number));
        const Epoch<Net>& epoch = standing_.history.epochs.back();
        run.line.finish_epoch(epoch);
        standing_.epochs = number;
        standing_.schedule = run.schedule.state();
        standing_.keep_the_best(run.how.early_stopping, run.judged.in(*this, run.how.judge_average));
        standing_.is_within_epoch = false;
        stop_ = stop_ || standing_.history.stopped_early;
        if (run.how.on_epoch) run.how.on_epoch(epoch);
    }

    Epoch<Net> train_epoch(Run& run, std::size_t number) {
        const auto start = std::chrono::steady_clock::now();
        run.order = shuffled_indices(run.data.size(), this->random);
        const std::size_t all = run.order.size();
        double total = 0, weight = 0;
        for (std::size_t done = 0; done < all;) {
            const std::size_t count = std::min(Batch, all - done);
            const Progress progress{.epoch = double(number - 1) + double(done) / double(all),
                                    .step = this->steps,
                                    .validation_loss = standing_.last_loss,
                                    .epochs = double(run.how.epochs)};
            const double loss = or_take_back(run, [&] { return train_batch(run, {done, count}, progress); });
            total += loss * run.weighing.sum();
            weight += run.weighing.sum();
            done += count;
            run.line.draw(done, weight > 0 ? total / weight : 0);
            if (run.how.on_batch) run.how.on_batch(progress, loss);
        }
        Epoch<Net> epoch{
            .number = number, .loss = total / weight, .learning_rate = double(run.learning_rate)};
        or_take_back(run, [&] { validate(run, epoch); });
        const auto norms = layer_norms(this->gradient);
        std::copy(norms.begin(), norms.end(), epoch.gradient_norms.begin());
        epoch.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        return epoch;
    }

    /// Samples of the epoch's order.
    struct Range {
        std::size_t first, count;
    };

    /// One step on these samples; returns their mean loss.
    double train_batch(Run& run, Range samples, const Progress& progress) {
        run.drawn = this->random.state;
        const double factor = run.schedule ? run.schedule(progress) : 1;
        run.learning_rate = static_cast<float>(double(this->optimizer.learning_rate) * factor);
        if (!detail::is_finite(run.learning_rate) || run.learning_rate < 0)
            fail(detail::place_of(progress, run.data.size(), Batch), "the scheduled learning rate",
                 "0 or more", double(run.learning_rate));
        const auto rate_factor = static_cast<T>(factor);
        // Callbacks may look at the gradient, and the epoch's norms are those of its last one.
        const std::size_t end = samples.first + samples.count, counted = coupled ? Batch : samples.count;
        const bool shows_gradient = run.how.on_batch || end == run.order.size();
        const auto weights = run.weighing.begin(run.order, samples.first, samples.count);
        if (Base::parts == 1 && !shows_gradient && this->update_needs_no_gradient()) {
            take_part(run, samples, 0);
            detail::SamplesAfter<Net, Optimizer, Batch, T> next(run.data, run.order, end);
            return checked(run, progress, this->differentiate_and_update(inputs_, targets_, counted,
                                                                         rate_factor, weights, &next));
        }
        this->begin();
        run.workers.run(Base::parts, [&](std::size_t part) {
            take_part(run, samples, part);
            this->differentiate_part(part, inputs_, targets_, counted, weights);
        });
        const double loss = checked(run, progress, this->combine());
        this->update(rate_factor);
        return loss;
    }

    void take_part(Run& run, Range samples, std::size_t part) {
        const std::size_t* const order = run.order.data();
        const std::size_t last = run.order.size() - 1, start = part * Base::part_size;
        detail::BatchOrder places(samples.first, samples.count, run.order.size(), coupled, start);
        for (std::size_t s = start; s < start + Base::part_size; ++s) {
            const std::size_t at = places.next();
            run.data.prefetch(order[std::min(at + ahead, last)]);
            run.data.input(order[at], std::span<T, in>(inputs_ + s * in, in));
            run.data.target(order[at], std::span<T, out>(targets_ + s * out, out));
            run.taken.look(order[at], targets_ + s * out);
            run.weighing.take(run.data, order[at], s);
        }
        if (run.how.augment) run.how.augment(run.data, inputs_, targets_, start, Base::part_size, run.drawn);
    }

    double checked(const Run& run, const Progress& progress, T loss) {
        if (!detail::is_finite(loss))
            fail(detail::place_of(progress, run.data.size(), Batch), "the loss", "a finite number",
                 double(loss));
        return double(loss);
    }

    /// The loss is known before a step; what the last step of an epoch did is only seen in the parameters.
    void require_finite_parameters(const Epoch<Net>& epoch) const {
        for (const T& value : this->parameters.values)
            if (!detail::is_finite(value))
                fail(detail::end_of(epoch.number), "the parameters", "finite numbers", double(value));
    }

    void validate(Run& run, Epoch<Net>& epoch) {
        require_finite_parameters(epoch);
        if (!run.how.validation) {
            standing_.last_loss = epoch.loss;
            return;
        }
        const Evaluation result =
            evaluate<Loss>(run.judged.in(*this, run.how.judge_average), *run.how.validation);
        if (!detail::is_finite(result.loss))
            fail(detail::end_of(epoch.number), "the validation loss", "a finite number", result.loss);
        epoch.validation_loss = standing_.last_loss = result.loss;
        epoch.validation_metric =
            run.how.validation->has_classes() ? result.accuracy : result.mean_squared_error;
    }

    void bring_back_the_best() {
        if (!standing_.best.empty()) this->parameters = standing_.best.front();
    }

    /// Where that throws, so that what was trained before the epoch stays, and can be gone on with.
    template <class Do>
    auto or_take_back(Run& run, Do part_of_epoch) {
        try {
            return part_of_epoch();
        } catch (...) {
            run.start->give_back(*this);
            standing_.is_within_epoch = false;
            throw;
        }
    }

    [[noreturn]] CTNN_COLD static void fail(const std::string& place, const char* what, const char* expected,
                                            double found) {
        throw TrainingError(place + ": " + what, expected, detail::setting_text(found));
    }

    alignas(64) T inputs_[Base::parts * Base::part_size * in]{};
    alignas(64) T targets_[Base::parts * Base::part_size * out]{};
    bool stop_ = false;
    detail::Standing<Net, T> standing_{};
};

template <class Net, class Loss, class How, std::size_t N, class T>
    requires(!(detail::ANetwork<Net> && Number<T>))
class Trainer<Net, Loss, How, N, T> : public Learner<Net, Loss, How, N, T> {  // which says so
  public:
    using Learner<Net, Loss, How, N, T>::Learner;
    detail::Said fit(const Dataset<Net>&, const FitOptions<Net>& = {}) { return {}; }
};

// Not inline, so that of a trainer that is `extern template` a compiler looks at neither.
template <class Net, class Loss, class Optimizer, std::size_t Batch, class T>
Trainer<Net, Loss, Optimizer, Batch, T>::Trainer(const Optimizer& settings, std::uint64_t seed,
                                                 const TrainerOptions& step_options)
    : Base(settings, seed, step_options) {}
template <class Net, class Loss, class Optimizer, std::size_t Batch, class T>
History<Net> Trainer<Net, Loss, Optimizer, Batch, T>::fit(const Dataset<Net>& data,
                                                         const FitOptions<Net>& how) {
    detail::require_settings(this->optimizer, this->options, how);
    detail::require_data<Loss>(data, "training data", false);
    if (how.validation) detail::require_data<Loss>(*how.validation, "validation data", false);
    const char* const metric =
        how.validation && how.validation->has_classes() ? "accuracy" : "mean squared error";
    Run run{data, how, how.schedule, detail::ProgressLine<>(how.progress, how.epochs, data.size(), metric),
            detail::Workers(std::min(how.threads, Base::parts))};
    run.start = std::make_unique<detail::EpochStart<Base>>();
    standing_.go_on(how);
    run.schedule.restore(standing_.schedule);
    stop_ = standing_.history.stopped_early;
    try {
        for (std::size_t number = how.first_epoch; number <= how.epochs && !stop_; ++number)
            run_epoch(run, number);
    } catch (...) {
        bring_back_the_best();
        throw;
    }
    bring_back_the_best();
    return standing_.history;
}

}  // namespace CTNN_CODE
}  // namespace ctnn
