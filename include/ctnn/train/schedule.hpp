#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/optimizers/power.hpp>
#include <functional>
#include <numbers>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

// Learning-rate schedules: callables that give the factor on the optimizer's learning rate. They may be asked
// at every step or once an epoch; any function, lambda or object of the same form is one too. A setting that
// makes no sense is refused by `fit`, before it trains.

namespace ctnn {

inline namespace CTNN_CODE {

/// How far training has come, at the start of a step.
struct Progress {
    /// Epochs done, with their fraction: 0 at the start, a whole number at the start of each epoch.
    double epoch = 0;
    /// Optimizer steps done.
    std::uint64_t step = 0;
    /// The last finished epoch's loss on the validation set, or on the training set if there is none; NaN
    /// before.
    double validation_loss = detail::not_a_number<double>;
    /// How many epochs there will be, 0 where that is not known.
    double epochs = 0;
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

/// Where in a training of so many samples that is, in words.
inline std::string place_of(const Progress& progress, std::size_t samples, std::size_t batch) {
    const double epoch = std::floor(progress.epoch);
    const auto done = static_cast<std::size_t>(std::lround((progress.epoch - epoch) * double(samples)));
    return "epoch " + std::to_string(std::size_t(epoch) + 1) + ", batch " + std::to_string(done / batch + 1) +
           " of " + std::to_string((samples + batch - 1) / batch);
}
inline std::string end_of(std::size_t epoch) { return "end of epoch " + std::to_string(epoch); }

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// A schedule whose factors depend on what it has seen may say what that comes to, as `std::array<double, N>
/// state() const`, and `restore` it, which may be given any numbers, as a file's are: so a training goes on.
template <class F>
concept KeepsState = requires(const F& schedule, F& to) { to.restore(schedule.state()); };

/// What the trainer takes: any callable from the progress to the factor on the learning rate. It holds a
/// copy, and what the callable says of its settings (core/value_range.hpp), for `fit` to check.
class Schedule {
    template <class F>
    static constexpr bool gives_factors = std::is_invocable_r_v<double, std::decay_t<F>&, const Progress&> &&
                                          !std::same_as<std::remove_cvref_t<F>, Schedule>;

  public:
    /// None: the rate stays as it is.
    Schedule(std::nullptr_t = nullptr) noexcept {}
    /// Any that gives a number, of a Progress.
    template <class F>
        requires gives_factors<F>
    Schedule(F&& factor) {
        if constexpr (HasSettings<std::decay_t<F>>) {
            const auto made = factor.settings();
            settings_.assign(made.begin(), made.end());
        }
        if constexpr (KeepsState<std::decay_t<F>>) {
            state_ = &state_in<std::decay_t<F>>;
            restore_ = &restore_in<std::decay_t<F>>;
        }
        factor_ = std::forward<F>(factor);
    }

    /// The factor that it gives.
    double operator()(const Progress& progress) const { return factor_(progress); }
    /// Whether there is one.
    explicit operator bool() const noexcept { return static_cast<bool>(factor_); }
    std::span<const Setting> settings() const noexcept { return settings_; }

    /// What it keeps of what it has seen; of most schedules nothing.
    std::vector<double> state() const { return state_ ? state_(factor_) : std::vector<double>{}; }
    /// Goes on from there, if it keeps as many values, and else from its beginning.
    void restore(const std::vector<double>& state) {
        if (restore_ && state.size() == this->state().size()) restore_(factor_, state);
    }

  private:
    using Factor = std::function<double(const Progress&)>;

    template <class F>
    static std::vector<double> state_in(const Factor& factor) {
        const auto state = factor.template target<F>()->state();
        return {state.begin(), state.end()};
    }
    template <class F>
    static void restore_in(Factor& factor, const std::vector<double>& from) {
        F& schedule = *factor.template target<F>();
        auto state = schedule.state();
        std::copy_n(from.begin(), state.size(), state.begin());
        schedule.restore(state);
    }

    Factor factor_;
    std::vector<double> (*state_)(const Factor&) = nullptr;
    void (*restore_)(Factor&, const std::vector<double>&) = nullptr;
    std::vector<Setting> settings_;
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

/// The epochs that are wholly done. 0 for what is no sensible number.
template <class Count = std::uint64_t>
constexpr Count whole_epochs(double epoch) noexcept {
    return epoch > 0 && epoch < (sizeof(Count) < 8 ? 0x1p32 : 0x1p53) ? static_cast<Count>(epoch) : 0;
}

/// base^exponent, base >= 0. Whole exponents by multiplication alone.
constexpr double real_power(double base, double exponent) noexcept {
    const std::uint64_t whole = whole_epochs(exponent);
    const double fraction = exponent - static_cast<double>(whole);
    const double result = power(base, whole);
    return fraction > 0 && base > 0 ? result * math::exp(fraction * math::log(base)) : result;
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// The learning rate as it is.
/// PyTorch: ConstantLR(factor=1).
struct ConstantRate {
    /// The factor on the learning rate.
    constexpr double operator()(const Progress&) const noexcept { return 1; }
};

/// The rate times `factor` after every `every` epochs: factor^floor(epoch / every). With every = 0 it
/// never changes.
/// PyTorch: StepLR(step_size=every, gamma=factor). Keras: ExponentialDecay(staircase=True).
/// What goes wrong: too early a step freezes what has not yet been learnt.
struct StepDecay {
    std::size_t every = 10;  ///< epochs
    double factor = 0.1;     ///< 0 or more

    constexpr auto settings() const noexcept {
        return std::array{Setting("factor", factor, value_ranges::from_0)};
    }

    /// The factor on the learning rate.
    constexpr double operator()(const Progress& progress) const noexcept {
        return every == 0 ? 1 : detail::power(factor, detail::whole_epochs(progress.epoch) / every);
    }
};

/// The rate times `factor` in every epoch, evenly in between: factor^epoch.
/// PyTorch: ExponentialLR(gamma=factor), which changes at whole epochs only. Keras: ExponentialDecay.
/// What goes wrong: a factor of 0.9 leaves 1 % of the rate after 44 epochs.
struct ExponentialDecay {
    double factor = 0.95;  ///< 0 or more

    constexpr auto settings() const noexcept {
        return std::array{Setting("factor", factor, value_ranges::from_0)};
    }

    /// The factor on the learning rate.
    constexpr double operator()(const Progress& progress) const noexcept {
        return detail::real_power(factor, progress.epoch);
    }
};

/// A rise in a straight line from `start` to 1 over `warmup` epochs, then half a cosine from 1 down to
/// `floor`, which it reaches after `epochs` epochs, those of the warm-up among them, and keeps. With
/// epochs = 0 it ends when training does.
/// Formula: floor + (1 - floor) * (1 + cos(pi * (epoch - warmup) / (epochs - warmup))) / 2.
/// (Loshchilov, Hutter: SGDR: Stochastic gradient descent with warm restarts, 2017.)
/// PyTorch: LinearLR(start_factor=start, total_iters=warmup), then CosineAnnealingLR(T_max=epochs -
/// warmup).
/// Keras: CosineDecay with warmup_steps.
/// What goes wrong: with fewer epochs here than in training, the rest is trained at the floor, by default
/// not at all.
struct CosineDecay {
    double epochs = 0;    ///< until the floor is reached; 0: all of the training
    double warmup = 0;    ///< epochs of it that rise
    double floor = 0;     ///< the last factor
    double start = 0.01;  ///< the first factor of a warm-up

    constexpr auto settings() const noexcept {
        return std::array{
            Setting("epochs", epochs, value_ranges::from_0), Setting("warmup", warmup, value_ranges::from_0),
            Setting("floor", floor, value_ranges::from_0), Setting("start", start, value_ranges::from_0)};
    }

    /// The factor on the learning rate.
    constexpr double operator()(const Progress& progress) const noexcept {
        const double epoch = progress.epoch, end = epochs > 0 ? epochs : progress.epochs;
        if (epoch < warmup) return start + (1 - start) * epoch / warmup;
        if (!(end > 0)) return 1;
        if (!(epoch < end)) return floor;
        const double half = math::cos(std::numbers::pi / 2 * (epoch - warmup) / (end - warmup));
        return floor + (1 - floor) * (half * half);  // (1 + cos 2x) / 2 = cos^2 x
    }
};

/// The rate times `factor` once the loss has not fallen for more than `patience` epochs. The loss has
/// fallen if it is less than (1 - threshold) times the best so far. After a reduction `cooldown` epochs
/// pass before it counts again; the factor never goes below `floor`. The loss is that of the validation
/// set if there is one.
/// PyTorch: ReduceLROnPlateau. Keras: ReduceLROnPlateau, where patience = 10 waits one epoch less and the
/// threshold is an absolute 1e-4.
/// What goes wrong: a noisy loss and little patience, and the rate is gone before the net has learnt.
struct ReduceOnPlateau {
    double factor = 0.1;        ///< of each reduction, 0 or more and less than 1
    std::size_t patience = 10;  ///< epochs without a fall that are borne
    double threshold = 1e-4;    ///< the least fall, as a part of the best loss
    std::size_t cooldown = 0;   ///< epochs after a reduction that do not count
    double floor = 0;           ///< the least factor

    // What it has seen. A copy goes on from here; leave these out to start afresh.
    double best = detail::infinity<double>;  ///< the least loss so far
    double now = 1;                          ///< the factor so far
    std::uint64_t epochs = 0;                ///< seen so far
    std::size_t bad_epochs = 0;              ///< since the last fall
    std::size_t cooling = 0;                 ///< epochs of the cooldown that are left

    constexpr auto settings() const noexcept {
        return std::array{Setting("factor", factor, value_ranges::from_0_to_below_1),
                          Setting("threshold", threshold, value_ranges::from_0_to_below_1),
                          Setting("floor", floor, value_ranges::from_0)};
    }

    /// What it has seen, as numbers.
    constexpr std::array<double, 5> state() const noexcept {
        return {best, now, double(epochs), double(bad_epochs), double(cooling)};
    }
    /// Goes on from there.
    constexpr void restore(const std::array<double, 5>& state) noexcept {
        best = state[0];
        now = state[1];
        epochs = detail::whole_epochs(state[2]);
        bad_epochs = detail::whole_epochs<std::size_t>(state[3]);
        cooling = detail::whole_epochs<std::size_t>(state[4]);
    }

    /// The factor on the learning rate.
    constexpr double operator()(const Progress& progress) noexcept {
        const std::uint64_t done = detail::whole_epochs(progress.epoch);
        const double loss = progress.validation_loss;
        if (done > epochs && loss == loss) {  // one look at each epoch, though asked at every step
            epochs = done;
            look(loss);
        }
        return now;
    }

  private:
    constexpr void look(double loss) noexcept {
        if (loss < best * (1 - threshold)) {
            best = loss;
            bad_epochs = 0;
        } else {
            ++bad_epochs;
        }
        if (cooling > 0) {
            --cooling;
            bad_epochs = 0;
        }
        if (bad_epochs > patience) {
            now = now * factor < floor ? floor : now * factor;
            cooling = cooldown;
            bad_epochs = 0;
        }
    }
};

}  // namespace CTNN_CODE
}  // namespace ctnn
