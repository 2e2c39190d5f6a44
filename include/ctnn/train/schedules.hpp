#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/optimizers/power.hpp>
#include <ctnn/train/schedule.hpp>
#include <numbers>

// More schedules of the learning rate, as in train/schedule.hpp.

namespace ctnn {

inline namespace CTNN_CODE {

/// The rate times `factor` after each of up to eight epochs: `MultiStepDecay{{30, 80}}`; 0 stands for none.
/// PyTorch: MultiStepLR(milestones, gamma=factor). Keras: PiecewiseConstantDecay.
/// What goes wrong: of milestones beyond the training nothing is seen.
struct MultiStepDecay {
    std::array<double, 8> milestones{};  ///< epochs done, in any order
    double factor = 0.1;                 ///< 0 or more

    constexpr auto settings() const noexcept {
        double wrong = 0;
        for (const double milestone : milestones)
            if (!value_ranges::from_0.holds(milestone)) wrong = milestone;
        return std::array{Setting("milestones", wrong, value_ranges::from_0),
                          Setting("factor", factor, value_ranges::from_0)};
    }

    /// The factor on the learning rate.
    constexpr double operator()(const Progress& progress) const noexcept {
        double rate = 1;
        for (const double milestone : milestones)
            if (milestone > 0 && progress.epoch >= milestone) rate *= factor;
        return rate;
    }
};

/// Half a cosine from 1 down to `floor`, again and again, each `times` as long as the one before.
/// Formula: floor + (1 - floor) * (1 + cos(pi * t / length)) / 2, t the epochs since the last restart.
/// (Loshchilov, Hutter: SGDR: Stochastic gradient descent with warm restarts, 2017.)
/// PyTorch: CosineAnnealingWarmRestarts(T_0=epochs, T_mult=times). Keras: CosineDecayRestarts.
/// What goes wrong: right after a restart the network is worse than before it: end with a cycle, as after 10,
/// 30 and 70 epochs with 10 and twice, or keep the best by early stopping.
struct WarmRestarts {
    double epochs = 10;  ///< of the first cycle
    double times = 1;    ///< by which a cycle is longer than the one before; 1 or more
    double floor = 0;    ///< the factor at a cycle's end

    constexpr auto settings() const noexcept {
        constexpr ValueRange from_1{.least = 1, .words = "1 or more"};
        return std::array{Setting("epochs", epochs, value_ranges::above_0), Setting("times", times, from_1),
                          Setting("floor", floor, value_ranges::from_0)};
    }

    /// The factor on the learning rate.
    constexpr double operator()(const Progress& progress) const noexcept {
        double begin = 0, length = epochs;
        if (!(length > 0) || !(times >= 1)) return 1;
        if (times == 1) {
            begin = length * static_cast<double>(detail::whole_epochs(progress.epoch / length));
        } else {
            for (int cycle = 0; progress.epoch >= begin + length && cycle < 10'000; ++cycle, length *= times)
                begin += length;
        }
        const double share = (progress.epoch - begin) / length;
        const double half = math::cos(std::numbers::pi / 2 * (share < 1 ? share : 1));
        return floor + (1 - floor) * half * half;
    }
};

/// One cycle: half a cosine up to 1 while `rise` of the training lasts, then one down to next to nothing. The
/// optimizer's learning rate is the greatest one; for that, ten times what else would do.
/// Formula: between a and b by a + (b - a) * (1 - cos(pi * share)) / 2, from 1 / start_divisor to 1, then to
/// 1 / (start_divisor * end_divisor). (Smith, Topin: Super-convergence, 2018.)
/// PyTorch: OneCycleLR(max_lr, total_steps, pct_start, cycle_momentum=False), which ends with its last step
/// and not after it: there rise is (pct_start * total_steps - 1) / (total_steps - 1).
/// What goes wrong: trained for longer than `epochs`, it stays at the least rate.
struct OneCycle {
    double epochs = 0;           ///< of the cycle; 0: all of the training
    double rise = 0.3;           ///< the share of them in which the rate rises
    double start_divisor = 25;   ///< the greatest rate is so many times the first
    double end_divisor = 10000;  ///< and the first so many times the last

    constexpr auto settings() const noexcept {
        constexpr ValueRange from_1{.least = 1, .words = "1 or more"};
        return std::array{
            Setting("epochs", epochs, value_ranges::from_0), Setting("rise", rise, value_ranges::from_0_to_1),
            Setting("start_divisor", start_divisor, from_1), Setting("end_divisor", end_divisor, from_1)};
    }

    /// The factor on the learning rate.
    constexpr double operator()(const Progress& progress) const noexcept {
        const double all = epochs > 0 ? epochs : progress.epochs, first = 1 / start_divisor;
        if (!(all > 0)) return 1;
        const double up = rise * all, last = first / end_divisor;
        if (progress.epoch < up) return between(first, 1, progress.epoch / up);
        if (!(progress.epoch < all)) return last;
        return between(1, last, (progress.epoch - up) / (all - up));
    }

  private:
    static constexpr double between(double a, double b, double share) noexcept {
        const double half = math::cos(std::numbers::pi / 2 * share);
        return b + (a - b) * half * half;
    }
};

}  // namespace CTNN_CODE
}  // namespace ctnn
