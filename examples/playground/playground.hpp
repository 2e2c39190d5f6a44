#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/random.hpp>
#include <ctnn/data/shuffle.hpp>
#include <ctnn/network/predict.hpp>
#include <ctnn/train/learner.hpp>
#include <ctnn/train/losses/binary_cross_entropy.hpp>
#include <ctnn/train/optimizers/adam.hpp>
#include <memory>
#include <span>

#include "data_sets.hpp"

namespace playground {

inline constexpr std::size_t batch = 32;
inline constexpr std::size_t side = 64;     ///< of the square of answers that is drawn
inline constexpr float half_width = 1.15f;  ///< from its middle to the middles of its outermost cells

/// How well the points that are held out are told apart.
struct Standing {
    float loss, accuracy;
};

/// A network of two inputs that learns to tell points apart, step by step. It holds all that this takes, and
/// never allocates: one object in static memory.
template <class Net>
class Playground {
  public:
    Points points{};  ///< what it learns: to be drawn or written before `start`

    void start(std::uint32_t seed, float learning_rate) {
        std::construct_at(&learner_, ctnn::Adam{.learning_rate = learning_rate}, seed);
        order_ = ctnn::Random{seed};
        next_ = Points::learnt;
    }

    void set_learning_rate(float rate) { learner_.optimizer.learning_rate = rate; }

    /// So many steps, each on a batch of 32; returns the mean of their losses.
    float train(std::uint32_t steps) {
        float sum = 0;
        for (std::uint32_t step = 0; step < steps; ++step) {
            take_batch();
            sum += learner_.differentiate_and_update(batch_inputs_, batch_targets_, batch);
        }
        return sum / static_cast<float>(std::max<std::uint32_t>(steps, 1));
    }

    Standing standing() {
        Standing all{};
        for (std::size_t i = Points::learnt; i < Points::count; ++i) {
            const float p = answer(points.inputs[2 * i], points.inputs[2 * i + 1]),
                        target = points.targets[i];
            all.loss += ctnn::BinaryCrossEntropy::value<1>(&p, &target);
            all.accuracy += (p > 0.5f) == (target > 0.5f) ? 1 : 0;
        }
        return {all.loss / Points::held_out, all.accuracy / Points::held_out};
    }

    /// What the network answers in the square, row by row from the top left.
    std::span<const float, side * side> field() {
        for (std::size_t i = 0; i < field_.size(); ++i) field_[i] = answer(place(i % side), -place(i / side));
        return field_;
    }

    const auto& parameters() const { return learner_.parameters; }

  private:
    void take_batch() {
        if (next_ == Points::learnt) {
            for (std::size_t i = 0; i < indices_.size(); ++i) indices_[i] = static_cast<std::uint16_t>(i);
            ctnn::shuffle(std::span<std::uint16_t>(indices_), order_);
            next_ = 0;
        }
        for (std::size_t i = 0; i < batch; ++i) {
            const std::size_t from = indices_[next_ + i];
            batch_inputs_[2 * i] = points.inputs[2 * from];
            batch_inputs_[2 * i + 1] = points.inputs[2 * from + 1];
            batch_targets_[i] = points.targets[from];
        }
        next_ += batch;
    }

    [[gnu::noinline]] float answer(float x, float y) const {
        return ctnn::predict(learner_.parameters, std::array{x, y})[0];
    }

    static float place(std::size_t cell) {
        return half_width * (static_cast<float>(2 * cell) / static_cast<float>(side - 1) - 1);
    }

    static_assert(Points::learnt % batch == 0);

    ctnn::Learner<Net, ctnn::BinaryCrossEntropy, ctnn::Adam, batch> learner_{};
    ctnn::Random order_{};
    std::size_t next_ = Points::learnt;
    std::array<std::uint16_t, Points::learnt> indices_{};
    std::array<float, 2 * batch> batch_inputs_{};
    std::array<float, batch> batch_targets_{};
    std::array<float, side * side> field_{};
};

}  // namespace playground
