#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/activations/linear.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/layers/activation.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/predict.hpp>
#include <ctnn/train/lane_group.hpp>
#include <ctnn/train/losses/binary_cross_entropy.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/optimizers/adam.hpp>
#include <ctnn/train/population_result.hpp>
#include <ctnn/train/share_out.hpp>
#include <ctnn/train/trainer.hpp>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// Units of a layer that computes in lanes, without a branch; 0 of any other.
template <class Layer>
inline constexpr std::size_t units_in_lanes = 0;
template <std::size_t Units, class Act, class Init>
inline constexpr std::size_t units_in_lanes<Dense<Units, Act, Init>> =
    kernels::detail::InLanes<Act> ? Units : 0;

/// Beyond so many units a network fills a processor's registers by itself.
inline constexpr std::size_t most_units_in_lanes = 8;

template <class Net>
inline constexpr bool fits_lanes = false;
template <class In, class... Layers>
inline constexpr bool fits_lanes<Network<In, Layers...>> =
    ((units_in_lanes<Layers> > 0 && units_in_lanes<Layers> <= most_units_in_lanes) && ...);

template <class Loss>
inline constexpr bool loss_fits_lanes =
    std::same_as<Loss, MeanSquaredError> || std::same_as<Loss, BinaryCrossEntropy>;

/// Whether a rule is made of numbers alone, one for each lane.
template <class Optimizer>
inline constexpr bool rule_fits_lanes = requires(const Optimizer& how) {
    requires sizeof(how.template rule<double>(1, 1.0)) == 2 * sizeof(how.template rule<float>(1, 1.0f));
    requires decltype(how.template rule<float>(1, 1.0f))::in_lanes;
};

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// What a population trains, and for how long.
template <class Net, class Optimizer>
struct PopulationOptions {
    std::size_t networks = 0;      ///< how many are trained; 0: as many as the population keeps
    std::uint64_t first_seed = 0;  ///< network k has the seed first_seed + k
    std::size_t epochs = 100;      ///< that each is trained at most
    /// A network is done after the first epoch whose training loss is not above it.
    double goal = -std::numeric_limits<double>::infinity();
    std::size_t threads = 1;  ///< they never change the result
    /// The settings of network k; none: the population's. Called by one thread at a time.
    std::function<Optimizer(std::size_t)> optimizer = nullptr;
    /// The data of network k, as many samples for all; none: what `train` is given. Called by one thread at a
    /// time; what it refers to stays where it is.
    std::function<const Dataset<Net>&(std::size_t)> data = nullptr;
};

/// Many small networks of one type, trained from many seeds, with other settings or on other data, of which
/// the best `Size` are kept, the best first. Networks of dense layers of up to 8 units are trained
/// side by side, one in each lane of the processor's registers, and where one is done, the next takes its
/// place; larger ones, other layers, losses but MeanSquaredError and BinaryCrossEntropy, weighted samples one
/// after the other.
///
///     Population<Xor, 16, BinaryCrossEntropy, Adam, 4> population{{.learning_rate = 0.1f}};
///     const auto found = population.train(truth, {.networks = 10'000, .epochs = 1000, .goal = 0.01});
///     found.share_reached();                     // of the seeds
///     found.epochs(0.5);                         // their median
///     predict(population.best(), {0, 1});
///
/// Each is what `Trainer{settings, seed}.fit` makes of it, to rounding; bit for bit where ctnn::reproducible
/// holds. The result does not depend on the number of threads.
/// Cost: for 2-3-1 a tenth of one after the other, for 5-4-4-1 a third.
/// Goes wrong, and throws TrainingError: settings that make no sense, data without samples or of other sizes,
/// targets that the loss does not take. A network whose loss is no longer a number is told of as it is.
template <class Net, std::size_t Size, class Loss = MeanSquaredError, class Optimizer = Adam,
          std::size_t Batch = 32, class T = float>
class Population {
  public:
    /// Whether networks of this type are trained side by side.
    static constexpr bool in_lanes =
#ifdef CTNN_NO_SIMD
        false;
#else
        simd::has_vectors<T> && detail::fits_lanes<Net> && detail::loss_fits_lanes<Loss> &&
        detail::rule_fits_lanes<Optimizer> && Batch <= 64;
#endif

    /// With the settings that networks have where `train` is told no others.
    explicit Population(const Optimizer& settings = {}) : settings_(settings) {}

    /// Trains, and forgets the networks of before.
    PopulationResult train(const Dataset<Net>& data, const PopulationOptions<Net, Optimizer>& how = {}) {
        require_sense(data, how);
        PopulationResult result;
        result.networks.resize(how.networks == 0 ? Size : how.networks);
        kept_.clear();
        if constexpr (in_lanes)
            if (!data.is_weighted()) return train_in_lanes(data, how, std::move(result));
        return train_one_by_one(data, how, std::move(result));
    }

    /// How many networks there are: fewer than Size where fewer were trained, or their training failed.
    std::size_t size() const noexcept { return kept_.size(); }
    /// The k-th best, from 0: by the last epoch's training loss.
    const Parameters<Net, T>& operator[](std::size_t k) const { return kept_.at(k).parameters; }
    const Parameters<Net, T>& best() const { return kept_.at(0).parameters; }  ///< the first
    /// Which of the trained networks is the k-th best.
    std::size_t number(std::size_t k) const { return kept_.at(k).number; }

    /// What all of them together say of a sample.
    Spread<Net::output_size, T> predict(std::span<const T, Net::input_size> x) const {
        if (kept_.empty()) throw TrainingError("the population", "networks that were trained", "none");
        Spread<Net::output_size, T> spread;
        std::vector<std::array<T, Net::output_size>> all;
        for (const Kept& own : kept_) all.push_back(ctnn::predict(own.parameters, x));
        for (std::size_t o = 0; o < Net::output_size; ++o) {
            double sum = 0, squares = 0;
            for (const auto& y : all) sum += double(y[o]);
            const double mean = sum / double(all.size());
            for (const auto& y : all) squares += (double(y[o]) - mean) * (double(y[o]) - mean);
            spread.mean[o] = static_cast<T>(mean);
            spread.deviation[o] = static_cast<T>(math::sqrt(squares / double(all.size())));
        }
        return spread;
    }

  private:
    struct Kept {
        PopulationOutcome outcome;
        std::size_t number;
        Parameters<Net, T> parameters;

        bool is_before(double loss, std::size_t other) const {
            return outcome.loss != loss ? outcome.loss < loss : number < other;
        }
    };

    CTNN_COLD void require_sense(const Dataset<Net>& data,
                                 const PopulationOptions<Net, Optimizer>& how) const {
        detail::require_settings(settings_, TrainerOptions{}, FitOptions<Net>{.epochs = how.epochs});
        detail::require_data<Loss>(data, "training data");
        if (how.epochs == 0) throw TrainingError("epochs", "1 or more", "0");
        if (how.threads == 0) throw TrainingError("threads", "at least one thread", "0");
    }

    Optimizer settings_of(std::size_t k, const PopulationOptions<Net, Optimizer>& how) const {
        if (!how.optimizer) return settings_;
        const Optimizer own = how.optimizer(k);
        detail::require_settings(own, TrainerOptions{}, FitOptions<Net>{.epochs = how.epochs});
        return own;
    }

    const Dataset<Net>& data_of(std::size_t k, const Dataset<Net>& data,
                                const PopulationOptions<Net, Optimizer>& how) const {
        if (!how.data) return data;
        const Dataset<Net>& own = how.data(k);
        const std::string name = "the data of network " + std::to_string(k);
        detail::require_data<Loss>(own, name.c_str());
        if (own.size() != data.size())
            throw TrainingError(name, detail::counted(data.size(), "sample"), std::to_string(own.size()));
        return own;
    }

    /// Called by one thread at a time.
    void done(PopulationResult& result, std::size_t k, const PopulationOutcome& outcome,
              const Parameters<Net, T>& parameters) {
        result.networks[k] = outcome;
        if (!detail::is_finite(outcome.loss)) return;
        if (kept_.size() == Size && kept_.back().is_before(outcome.loss, k)) return;
        auto at = kept_.begin();
        while (at != kept_.end() && at->is_before(outcome.loss, k)) ++at;
        kept_.insert(at, {outcome, k, parameters});
        if (kept_.size() > Size) kept_.pop_back();
    }

    PopulationResult train_one_by_one(const Dataset<Net>& data, const PopulationOptions<Net, Optimizer>& how,
                                      PopulationResult result) {
        std::mutex mutex;
        const auto locked = [&](auto act) -> decltype(auto) {
            const std::lock_guard lock(mutex);
            return act();
        };
        detail::share_out(result.networks.size(), how.threads, [&](std::size_t k) {
            const Optimizer settings = locked([&] { return settings_of(k, how); });
            const Dataset<Net>& own = locked([&]() -> const Dataset<Net>& { return data_of(k, data, how); });
            const auto trainer =
                std::make_unique<Trainer<Net, Loss, Optimizer, Batch, T>>(settings, how.first_seed + k);
            PopulationOutcome outcome;
            FitOptions<Net> options{.epochs = how.epochs};
            options.progress = nullptr;
            options.on_epoch = [&](const Epoch<Net>& epoch) {
                outcome = {epoch.number, epoch.loss, epoch.loss <= how.goal};
                if (outcome.reached) trainer->stop();
            };
            try {
                trainer->fit(own, options);
            } catch (const TrainingError&) {
                outcome.loss = detail::not_a_number<double>;
            }
            locked([&] { done(result, k, outcome, trainer->parameters); });
        });
        return result;
    }

#ifndef CTNN_NO_SIMD
    PopulationResult train_in_lanes(const Dataset<Net>& data, const PopulationOptions<Net, Optimizer>& how,
                                    PopulationResult result) {
        using Group = detail::LaneGroup<Net, Loss, Optimizer, Batch, T>;
        using Samples = detail::LaneSamples<Net, T>;
        const auto common = std::make_shared<const Samples>(data);
        std::mutex mutex;
        std::size_t next = 0;
        const auto take = [&]() -> std::optional<typename Group::Task> {
            const std::lock_guard lock(mutex);
            if (next == result.networks.size()) return std::nullopt;
            const std::size_t k = next++;
            typename Group::Task task{k, how.first_seed + k, settings_of(k, how), common};
            if (how.data) {
                const Dataset<Net>& own = data_of(k, data, how);
                if (own.is_weighted())
                    throw TrainingError("the data of network " + std::to_string(k),
                                        "samples that count alike, as the first data", "weights");
                task.samples = std::make_shared<const Samples>(own);
            }
            return task;
        };
        detail::share_out(std::min(how.threads, result.networks.size()), how.threads, [&](std::size_t) {
            const auto group = std::make_unique<Group>(settings_);
            group->run(
                how.epochs, how.goal, take,
                [&](std::size_t k, const PopulationOutcome& outcome, const Parameters<Net, T>& parameters) {
                    const std::lock_guard lock(mutex);
                    done(result, k, outcome, parameters);
                });
        });
        return result;
    }
#endif

    Optimizer settings_;
    std::vector<Kept> kept_{};
};

}  // namespace CTNN_CODE
}  // namespace ctnn
