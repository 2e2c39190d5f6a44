#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <ctnn/core/code.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/shuffle.hpp>
#include <ctnn/kernels/values/update.hpp>
#include <ctnn/math/lanes.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/train/batch_weights.hpp>
#include <ctnn/train/objective.hpp>
#include <ctnn/train/population_result.hpp>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <vector>

#ifndef CTNN_NO_SIMD
namespace ctnn::detail::inline CTNN_CODE {

template <class T>
inline constexpr bool is_number<Lanes<T>> = is_number<T>;

/// A data set's samples as a population takes them: one value after the other into its lane.
template <class Net, class T>
class LaneSamples {
    static constexpr std::size_t in = Net::input_size, out = Net::output_size;

  public:
    explicit LaneSamples(const Dataset<Net>& data) : values_(data.size() * (in + out)), size_(data.size()) {
        for (std::size_t i = 0; i < size_; ++i) {
            T* const own = values_.data() + i * (in + out);
            data.input(i, std::span<T, in>(own, in));
            data.target(i, std::span<T, out>(own + in, out));
        }
    }

    std::size_t size() const noexcept { return size_; }

    /// Sample i to x and t, which are lanes: from one value to the next is a register.
    template <std::size_t Stride>
    void put(std::size_t i, T* x, T* t) const noexcept {
        const T* const own = values_.data() + i * (in + out);
        for (std::size_t k = 0; k < in; ++k) x[k * Stride] = own[k];
        for (std::size_t k = 0; k < out; ++k) t[k * Stride] = own[in + k];
    }

  private:
    std::vector<T> values_;
    std::size_t size_;
};

/// The training of one network of a population.
template <class Net, class Optimizer, class T>
struct LaneTask {
    std::size_t network = 0;
    std::uint64_t seed = 0;
    Optimizer optimizer{};
    std::shared_ptr<const LaneSamples<Net, T>> samples{};
};

/// The numbers of an optimizer's rule for a step.
template <class T, class Optimizer>
auto numbers_of_rule(const Optimizer& how, std::uint64_t step) noexcept {
    const auto rule = how.template rule<T>(step, static_cast<T>(how.learning_rate));
    std::array<T, sizeof(rule) / sizeof(T)> numbers;
    std::memcpy(numbers.data(), &rule, sizeof rule);
    return numbers;
}

/// The same of every step, computed once: many networks take them.
template <class Optimizer, class T>
class RulesByStep {
    using Numbers = decltype(numbers_of_rule<T>(Optimizer{}, 1));

  public:
    explicit RulesByStep(const Optimizer& how) : how_(how) {
        for (std::size_t i = 0; i < at(1).size(); ++i)
            if (at(1)[i] != at(2)[i]) changing_.push_back(i);
    }

    bool is_for(const Optimizer& other) const noexcept {
        return std::memcmp(&how_, &other, sizeof other) == 0;
    }
    const Numbers& at(std::uint64_t step) {
        while (steps_.size() < step) steps_.push_back(numbers_of_rule<T>(how_, steps_.size() + 1));
        return steps_[step - 1];
    }
    /// Those that are others in each step.
    const std::vector<std::size_t>& changing() const noexcept { return changing_; }

  private:
    Optimizer how_;
    std::vector<Numbers> steps_{};
    std::vector<std::size_t> changing_{};
};

/// Networks of one type that are trained at once, one in each lane of a register, each as a Trainer would
/// train it: by its own order of the samples, its own settings, its own count of steps. Where one ends, the
/// next takes its lane.
template <class Net, class Loss, class Optimizer, std::size_t Batch, class T>
class LaneGroup {
    static constexpr std::size_t width = simd::native<T>, count = Net::parameter_count, in = Net::input_size,
                                 out = Net::output_size;
    using V = Lanes<T>;
    using Goal = Objective<Loss, Net>;
    template <class Value>
    using Rule = typename Optimizer::template Rule<Value>;

  public:
    using Task = LaneTask<Net, Optimizer, T>;

    /// `usual`: the settings that most of the networks have.
    explicit LaneGroup(const Optimizer& usual) : usual_(usual) {
        for (std::size_t k = 0; k < width; ++k)
            put_in_rule(k, usual_.at(1));  // idle lanes make no NaN of 0 / 0
    }

    /// Trains what `next()` gives, an optional Task, until it gives nothing; calls done(network, outcome,
    /// parameters) for each. At most so many epochs; fewer where the loss of one is at most `goal`. All have
    /// the same number of samples.
    template <class Next, class Done>
    void run(std::size_t epochs, double goal, Next next, Done done) {
        while (true) {
            std::size_t busy = 0;
            for (std::size_t k = 0; k < width; ++k) {
                if (!lanes_[k].task)
                    if (const std::optional<Task> task = next()) start(k, *task);
                if (lanes_[k].task) ++busy;
            }
            if (busy == 0) return;
            epoch();
            for (std::size_t k = 0; k < width; ++k)
                if (lanes_[k].task) finish(k, epochs, goal, done);
        }
    }

  private:
    struct Lane {
        std::optional<Task> task{};
        bool is_usual = false;  // in its settings
        Random random{};
        std::vector<std::uint32_t> order{};
        std::uint64_t steps = 0;
        PopulationOutcome outcome{};
        double total = 0;  // of the losses of an epoch's samples
    };

    void start(std::size_t k, const Task& task) {
        Lane& lane = lanes_[k];
        lane.task = task;
        lane.is_usual = usual_.is_for(task.optimizer);
        lane.random = Random{~task.seed};
        lane.order.resize(task.samples->size());
        lane.steps = 0;
        lane.outcome = {};
        initialize(own_, task.seed);
        for (std::size_t i = 0; i < count; ++i) *detail::lane(&parameters_[i], k) = own_.data()[i];
        for (auto& moments : moments_)
            for (V& moment : moments) *detail::lane(&moment, k) = T(0);
        put_in_rule(k, numbers_of_rule<T>(task.optimizer, 1));
    }

    /// One epoch of all.
    void epoch() {
        std::size_t samples = 0;
        for (Lane& lane : lanes_) {
            lane.total = 0;
            if (!lane.task) continue;
            samples = lane.order.size();
            std::iota(lane.order.begin(), lane.order.end(), std::uint32_t{0});
            shuffle(std::span<std::uint32_t>(lane.order), lane.random);
        }
        for (std::size_t first = 0; first < samples; first += Batch)
            step(first, std::min(Batch, samples - first));
    }

    /// Of a short batch, the samples beyond it are any: their share is 0.
    void step(std::size_t first, std::size_t samples) {
        for (std::size_t k = 0; k < width; ++k) {
            Lane& lane = lanes_[k];
            if (!lane.task) continue;
            lane.random();  // what a trainer draws for layers that take random numbers
            for (std::size_t s = 0; s < samples; ++s)
                lane.task->samples->template put<width>(lane.order[first + s],
                                                        detail::lane(inputs_.data() + s * in, k),
                                                        detail::lane(targets_.data() + s * out, k));
            ++lane.steps;
            take_rule(k);
        }
        for (V& g : gradient_) g = V(0);
        Random unused{};
        const V factor(T(1) / static_cast<T>(samples));
        const V loss = factor * Goal::template gradient<Batch, 0>(
                                    parameters_.data(), static_cast<V*>(nullptr), inputs_.data(),
                                    targets_.data(), samples, factor, static_cast<V*>(nullptr),
                                    gradient_.data(), work_.data(), unused, Unweighted{});
        std::array<V*, Optimizer::moments> moments{};
        for (std::size_t m = 0; m < moments.size(); ++m) moments[m] = moments_[m].data();
        kernels::update<count>(kernels::Update{rule_, parameters_.data(), moments, gradient_.data()});
        for (std::size_t k = 0; k < width; ++k)
            lanes_[k].total += double(*detail::lane(&loss, k)) * double(samples);
    }

    /// The lane's rule for its step; of a usual one what does not change has been there from the first.
    void take_rule(std::size_t k) {
        const Lane& lane = lanes_[k];
        if (lane.is_usual)
            for (const std::size_t i : usual_.changing()) put_in_rule(k, i, usual_.at(lane.steps)[i]);
        else
            put_in_rule(k, numbers_of_rule<T>(lane.task->optimizer, lane.steps));
    }
    template <class Numbers>
    void put_in_rule(std::size_t k, const Numbers& numbers) {
        for (std::size_t i = 0; i < numbers.size(); ++i) put_in_rule(k, i, numbers[i]);
    }
    void put_in_rule(std::size_t k, std::size_t i, T number) {
        *detail::lane(reinterpret_cast<V*>(&rule_) + i, k) = number;
    }

    template <class Done>
    void finish(std::size_t k, std::size_t epochs, double goal, Done& done) {
        Lane& lane = lanes_[k];
        const double loss = lane.total / double(lane.order.size());
        lane.outcome.loss = is_finite(loss) ? loss : not_a_number<double>;
        if (is_finite(loss)) ++lane.outcome.epochs;
        lane.outcome.reached = loss <= goal;
        if (is_finite(loss) && !lane.outcome.reached && lane.outcome.epochs < epochs) return;
        for (std::size_t i = 0; i < count; ++i) own_.data()[i] = *detail::lane(&parameters_[i], k);
        done(lane.task->network, lane.outcome, own_);
        lane.task.reset();
    }

    std::array<V, count> parameters_{}, gradient_{};
    std::array<std::array<V, count>, Optimizer::moments> moments_{};
    std::array<V, Batch * Goal::workspace> work_{};
    std::array<V, Batch * in> inputs_{};
    std::array<V, Batch * out> targets_{};
    Rule<V> rule_{};
    RulesByStep<Optimizer, T> usual_;
    std::array<Lane, width> lanes_{};
    Parameters<Net, T> own_{};
};

}  // namespace ctnn::detail::inline CTNN_CODE
#endif
