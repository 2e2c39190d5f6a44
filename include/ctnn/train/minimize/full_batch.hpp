#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/train/batch_weights.hpp>
#include <ctnn/train/minimize/minimization.hpp>
#include <ctnn/train/objective.hpp>
#include <ctnn/train/targets.hpp>
#include <ctnn/train/training_error.hpp>
#include <ctnn/train/workers.hpp>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ctnn::detail::inline CTNN_CODE {

/// The weights' penalty l2 / 2 * w^2, whose gradient is ADDED; the biases have none.
template <class Net>
constexpr double penalty(double l2, const double* w, double* gradient) noexcept {
    double sum = 0;
    if (l2 == 0) return sum;
    each_weights<typename Net::body>(0, [&](std::size_t offset, std::size_t count) {
        for (std::size_t i = offset; i < offset + count; ++i) {
            sum += l2 / 2 * w[i] * w[i];
            if (gradient) gradient[i] += l2 * w[i];
        }
    });
    return sum;
}

/// Throws where the loss at the start is no number.
CTNN_COLD inline void require_a_start(double loss) {
    if (!is_finite(loss))
        throw TrainingError("the loss at the start", "a finite number", number_text(float(loss)));
}

/// What was found goes to the parameters, unless it is worse than what they were once it is rounded to their
/// numbers.
template <class Net, class T, class Function>
Minimization given_back(const double* found, Function& loss, Minimization result,
                        Parameters<Net, T>& parameters) {
    std::vector<double> rounded(Net::parameter_count);
    for (std::size_t i = 0; i < rounded.size(); ++i) rounded[i] = double(static_cast<T>(found[i]));
    if (loss(rounded.data()) <= result.losses.front())
        for (std::size_t i = 0; i < rounded.size(); ++i) parameters.values[i] = static_cast<T>(rounded[i]);
    else
        result.losses.resize(1);
    result.evaluations = loss.evaluations();
    return result;
}

/// The mean loss of all samples as a function of the parameters, in double whatever they are kept in: what a
/// line search compares are differences that float does not hold. The samples are shared out in at most eight
/// parts, which do not depend on the number of threads, and whose sums are taken in their order.
template <class Loss, class Net>
class FullBatch {
  public:
    static constexpr std::size_t N = Net::parameter_count;

    template <class T>
    FullBatch(const Parameters<Net, T>& parameters, const Dataset<Net>& data, double l2, std::size_t threads)
        : data_(data), l2_(l2), state_(parameters.state().begin(), parameters.state().end()) {
        require_data<Loss>(data, "training data");
        if (data.is_weighted())
            for (std::size_t i = 0; i < data.size(); ++i) weight_ += data.weight(i);
        else
            weight_ = double(data.size());
        if (threads == 0) throw TrainingError("threads", "at least one thread", "0");
        parts_.resize(std::clamp<std::size_t>(data.size() / 64, 1, 8));
        workers_ = std::make_unique<Workers>(std::min(threads, parts_.size()));
    }

    /// The loss, and OVERWRITES `gradient`, N values.
    double operator()(const double* w, double* gradient) {
        const double factor = 1 / weight_;
        run([&](Part& part, std::size_t count) {
            return Goal::template gradient<block, 0>(
                w, part.state.data(), std::as_const(part.x).data(), std::as_const(part.t).data(), count,
                factor, static_cast<double*>(nullptr), part.sum.data(), part.workspace.data(), part.random,
                BatchWeights<double>{weights_of(part), factor});
        });
        std::copy_n(parts_[0].sum.data(), N, gradient);
        for (std::size_t p = 1; p < parts_.size(); ++p) kernels::add<N>(parts_[p].sum.data(), gradient);
        return mean() + penalty<Net>(l2_, w, gradient);
    }

    /// The loss alone.
    double operator()(const double* w) {
        run([&](Part& part, std::size_t count) {
            const double sum = Goal::template forward<block>(
                w, part.state.data(), std::as_const(part.x).data(), std::as_const(part.t).data(), count,
                part.workspace.data(), part.random);
            const double *const y = part.workspace.data(), *const t = part.t.data(),
                                *const weights = weights_of(part);
            if (!weights) return sum;
            double weighted = 0;
            for (std::size_t s = 0; s < count; ++s)
                weighted += Goal::value(y + s * out, t + s * out, weights + s * places);
            return weighted;
        });
        return mean() + penalty<Net>(l2_, w, nullptr);
    }

    /// How often it was asked.
    std::size_t evaluations() const noexcept { return evaluations_; }

  private:
    using Goal = Objective<Loss, Net>;
    static constexpr std::size_t in = Net::input_size, out = Net::output_size, block = 16,
                                 places = Goal::places;

    struct Part {
        std::vector<double> sum = std::vector<double>(N), x = std::vector<double>(block * in),
                            t = std::vector<double>(block * out),
                            weights = std::vector<double>(block * places),
                            workspace = std::vector<double>(block * Goal::workspace);
        std::vector<double> state{};  // a copy: what changes it in training changes nothing here
        double loss = 0;
        Random random{};
    };

    template <class Task>
    void run(Task task) {
        ++evaluations_;
        const std::size_t samples = data_.size(), share = (samples + parts_.size() - 1) / parts_.size();
        workers_->run(parts_.size(), [&](std::size_t p) {
            Part& part = parts_[p];
            part.loss = 0;
            part.state = state_;
            std::fill(part.sum.begin(), part.sum.end(), 0.0);
            const std::size_t end = std::min(samples, (p + 1) * share);
            for (std::size_t first = p * share; first < end; first += block) {
                const std::size_t count = std::min(block, end - first);
                take(part, first, count);
                part.loss += task(part, count);
            }
        });
        for (const Part& part : parts_)
            if (part.random.state != 0)
                throw TrainingError("the network", "layers that draw no numbers in training",
                                    "some that do, as Dropout does: it is for a Trainer");
    }

    /// The samples from `first` on; what is left of the block, which does not count, are copies.
    void take(Part& part, std::size_t first, std::size_t count) const {
        for (std::size_t k = 0; k < block; ++k) {
            const std::size_t from = first + std::min(k, count - 1);
            data_.input(from, std::span<double, in>(part.x.data() + k * in, in));
            data_.target(from, std::span<double, out>(part.t.data() + k * out, out));
            if (data_.is_weighted())
                data_.weights(from, std::span<double, places>(part.weights.data() + k * places, places));
        }
    }

    const double* weights_of(const Part& part) const noexcept {
        return data_.is_weighted() ? part.weights.data() : nullptr;
    }

    double mean() const noexcept {
        double sum = 0;
        for (const Part& part : parts_) sum += part.loss;
        return sum / weight_;
    }

    const Dataset<Net>& data_;
    double l2_, weight_ = 0;
    std::vector<double> state_;
    std::vector<Part> parts_{};
    std::unique_ptr<Workers> workers_{};
    std::size_t evaluations_ = 0;
};

}  // namespace ctnn::detail::inline CTNN_CODE
