#pragma once

#include <numeric>
#include <span>
#include <vector>

#include "eigen_lenet.hpp"
#include "eigen_training.hpp"

// The training loop of LeNet-5 by hand in Eigen: cross-entropy, Adam. Convolutions go `Group` images at a
// time, so that their patches stay in the cache, and on the way back the patches are made again; dense layers
// take the whole batch.

namespace bench {

/// Pooling that remembers which of each 2 x 2 was the greatest, and the way back to it.
template <class Filters>
struct EigenPool {
    using Sums = typename Filters::Sums;
    using Pooled = typename Filters::Pooled;
    using Choice = std::array<std::uint8_t, Pooled::SizeAtCompileTime>;
    static constexpr std::size_t side = Filters::half, inside = Filters::inside;

    /// The greatest with bias and ReLU; the first of equals, and 4 where ReLU stops the gradient.
    static void forward(const float* sums, const float* bias, float* to, std::uint8_t* choice) {
        for (std::size_t f = 0; f < Filters::filters; ++f)
            for (std::size_t row = 0; row < Pooled::RowsAtCompileTime / side; ++row) {
                const std::size_t at = f * Pooled::RowsAtCompileTime + row * side;
                row_forward(sums + f * Sums::RowsAtCompileTime + 2 * row * inside, bias[f], to + at,
                            choice + at);
            }
    }

    static void backward(const float* delta, const std::uint8_t* choice, float* sums_delta) {
        for (std::size_t f = 0; f < Filters::filters; ++f)
            for (std::size_t row = 0; row < Pooled::RowsAtCompileTime / side; ++row) {
                const std::size_t at = f * Pooled::RowsAtCompileTime + row * side;
                row_backward(delta + at, choice + at,
                             sums_delta + f * Sums::RowsAtCompileTime + 2 * row * inside);
            }
    }

  private:
    static void row_forward(const float* __restrict upper, float bias, float* __restrict to,
                            std::uint8_t* __restrict choice) {
        const float* const __restrict lower = upper + inside;
        for (std::size_t k = 0; k < side; ++k) {
            const float a = upper[2 * k], b = upper[2 * k + 1], c = lower[2 * k], d = lower[2 * k + 1];
            const float ab = a >= b ? a : b, cd = c >= d ? c : d, sum = (ab >= cd ? ab : cd) + bias;
            const int best = ab >= cd ? (a >= b ? 0 : 1) : (c >= d ? 2 : 3);
            to[k] = sum > 0 ? sum : 0;
            choice[k] = static_cast<std::uint8_t>(sum > 0 ? best : 4);
        }
    }

    static void row_backward(const float* __restrict delta, const std::uint8_t* __restrict choice,
                             float* __restrict upper) {
        float* const __restrict lower = upper + inside;
        for (std::size_t k = 0; k < side; ++k) {
            upper[2 * k] = choice[k] == 0 ? delta[k] : 0;
            upper[2 * k + 1] = choice[k] == 1 ? delta[k] : 0;
            lower[2 * k] = choice[k] == 2 ? delta[k] : 0;
            lower[2 * k + 1] = choice[k] == 3 ? delta[k] : 0;
        }
    }
};

/// Values, gradient and moments of all layers, each one block in the same order.
template <std::size_t Count>
class EigenLenetParameters {
  public:
    explicit EigenLenetParameters(const float* weights) : values(weights, weights + Count) {}

    void update(const EigenAdam& rule) {
        rule.update(values.data(), gradient.data(), mean_.data(), square_.data(), Count);
    }

    std::vector<float> values, gradient = std::vector<float>(Count);

  private:
    std::vector<float> mean_ = gradient, square_ = gradient;
};

template <std::size_t Batch, std::size_t Group>
class EigenLenetTrainer {
    using First = EigenFilters<32, 1, 6, Group>;
    using Second = EigenFilters<14, 6, 16, Group>;

  public:
    EigenLenetTrainer(const float* weights, EigenAdam rule) : rule_(rule), parameters_(weights) {
        // The first dense layer's inputs come channel by channel here.
        Eigen::Map<EigenMatrix<120, 400>>(value(dense1)) = eigen_by_channel(weights + dense1);
    }

    /// A step on these samples, at most Batch; returns their mean loss before it. Bytes count as b / 255.
    float step(const std::uint8_t* images, const std::uint32_t* classes,
               std::span<const std::size_t> samples) {
        for (std::size_t s = 0; s < Batch; s += Group) forward(images, samples, s);
        const float loss = dense_layers(classes, samples);
        std::fill_n(parameters_.gradient.begin(), dense1, 0.0f);
        for (std::size_t s = 0; s < Batch; s += Group) backward(s);
        rule_.next_step();
        parameters_.update(rule_);
        return loss;
    }

    /// One epoch over all samples, shuffled.
    void epoch(std::span<const std::uint8_t> images, std::span<const std::uint32_t> classes,
               nn::Random& random) {
        const std::vector<std::size_t> order = nn::shuffled_indices(classes.size(), random);
        const std::span<const std::size_t> all(order);
        for (std::size_t done = 0; done < all.size(); done += Batch)
            step(images.data(), classes.data(), all.subspan(done, std::min(Batch, all.size() - done)));
    }

  private:
    // Where each layer's values begin.
    static constexpr std::size_t conv1 = 0, bias1 = conv1 + Lenet::conv1, conv2 = bias1 + 6,
                                 bias2 = conv2 + Lenet::conv2, dense1 = bias2 + 16,
                                 bias3 = dense1 + Lenet::dense1, dense2 = bias3 + 120,
                                 bias4 = dense2 + Lenet::dense2, dense3 = bias4 + 84,
                                 bias5 = dense3 + Lenet::dense3;

    /// A group's images, and what its layers give; kept until the way back.
    struct Kept {
        typename First::Images padded = First::Images::Zero();
        typename First::Pooled first;
        typename EigenPool<First>::Choice first_choice;
        typename EigenPool<Second>::Choice second_choice;
    };

    float* value(std::size_t at) { return parameters_.values.data() + at; }
    float* gradient(std::size_t at) { return parameters_.gradient.data() + at; }

    template <class Matrix>
    static Eigen::Map<Matrix> as(float* values) {
        return Eigen::Map<Matrix>(values);
    }

    void forward(const std::uint8_t* images, std::span<const std::size_t> samples, std::size_t s) {
        Kept& kept = kept_[s / Group];
        for (std::size_t image = 0; image < Group; ++image)
            eigen_pad<1>(images + samples[(s + image) % samples.size()] * 784, 1 / 255.0f,
                         kept.padded.data() + image * 32 * 32);
        First::im2col(kept.padded.data(), first_patches_);
        First::multiply(first_patches_, value(conv1), first_sums_);
        EigenPool<First>::forward(first_sums_.data(), value(bias1), kept.first.data(),
                                  kept.first_choice.data());
        Second::im2col(kept.first.data(), second_patches_);
        Second::multiply(second_patches_, value(conv2), second_sums_);
        EigenPool<Second>::forward(second_sums_.data(), value(bias2), second_.data(),
                                   kept.second_choice.data());
        each_channel(
            s, [](float* group, float* batch) { std::memcpy(batch, group, 25 * sizeof(float)); },
            flat_.data());
    }

    template <class Each>
    void each_channel(std::size_t s, const Each& each, float* batch) {
        for (std::size_t image = 0; image < Group; ++image)
            for (std::size_t c = 0; c < 16; ++c)
                each(second_.data() + (c * Group + image) * 25, batch + (s + image) * 400 + c * 25);
    }

    /// Forward, loss and backward of the three of them.
    float dense_layers(const std::uint32_t* classes, std::span<const std::size_t> samples) {
        dense<Act::relu>(dense1, flat_, hidden1_);
        dense<Act::relu>(dense2, hidden1_, hidden2_);
        dense<Act::softmax>(dense3, hidden2_, output_);
        const float loss = judge(classes, samples);
        dense_backward(dense3, hidden2_, output_, hidden2_delta_);
        hidden2_delta_ = (hidden2_.array() > 0).select(hidden2_delta_, 0.0f);
        dense_backward(dense2, hidden1_, hidden2_delta_, hidden1_delta_);
        hidden1_delta_ = (hidden1_.array() > 0).select(hidden1_delta_, 0.0f);
        dense_backward(dense1, flat_, hidden1_delta_, flat_delta_);
        return loss;
    }

    template <Act A, int In, int Out>
    void dense(std::size_t at, const Eigen::Matrix<float, In, int(Batch)>& x,
               Eigen::Matrix<float, Out, int(Batch)>& y) {
        y.noalias() = as<Eigen::Matrix<float, Out, In>>(value(at)) * x;
        y.colwise() += as<Eigen::Matrix<float, Out, 1>>(value(at + std::size_t(In * Out)));
        eigen_activate<A>(y);
    }

    template <int In, int Out>
    void dense_backward(std::size_t at, const Eigen::Matrix<float, In, int(Batch)>& x,
                        const Eigen::Matrix<float, Out, int(Batch)>& delta,
                        Eigen::Matrix<float, In, int(Batch)>& x_delta) {
        using Weight = Eigen::Matrix<float, Out, In>;
        as<Weight>(gradient(at)).noalias() = delta * x.transpose();
        as<Eigen::Matrix<float, Out, 1>>(gradient(at + std::size_t(In * Out))) = delta.rowwise().sum();
        x_delta.noalias() = as<Weight>(value(at)).transpose() * delta;
    }

    /// The mean loss; the output becomes its gradient in the last sums.
    float judge(const std::uint32_t* classes, std::span<const std::size_t> samples) {
        const auto count = samples.size();
        float loss = 0;
        for (std::size_t s = 0; s < count; ++s) {
            float& chance = output_(Eigen::Index(classes[samples[s]]), Eigen::Index(s));
            loss -= std::log(chance);
            chance -= 1;
        }
        output_ *= 1 / float(count);
        output_.rightCols(Eigen::Index(Batch - count)).setZero();
        return loss / float(count);
    }

    void backward(std::size_t s) {
        Kept& kept = kept_[s / Group];
        each_channel(
            s, [](float* group, float* batch) { std::memcpy(group, batch, 25 * sizeof(float)); },
            flat_delta_.data());
        EigenPool<Second>::backward(second_.data(), kept.second_choice.data(), second_sums_.data());
        Second::im2col(kept.first.data(), second_patches_);
        learn<Second>(conv2, second_patches_, second_sums_);
        Second::multiply_back(second_sums_, value(conv2), second_patches_);
        Second::col2im(second_patches_, first_delta_.data());
        EigenPool<First>::backward(first_delta_.data(), kept.first_choice.data(), first_sums_.data());
        First::im2col(kept.padded.data(), first_patches_);
        learn<First>(conv1, first_patches_, first_sums_);
    }

    template <class Filters>
    void learn(std::size_t at, const typename Filters::Patches& patches,
               const typename Filters::Sums& delta) {
        // The long side of the result first.
        const EigenMatrix<Filters::window, Filters::filters> product = patches.transpose() * delta;
        as<typename Filters::Kernel>(gradient(at)) += product.transpose();
        as<typename Filters::Bias>(gradient(at + Filters::window * Filters::filters)) +=
            delta.colwise().sum().transpose();
    }

    EigenAdam rule_;
    EigenLenetParameters<Lenet::parameters> parameters_;
    std::array<Kept, Batch / Group> kept_;
    typename First::Patches first_patches_;
    typename First::Sums first_sums_;
    typename First::Pooled first_delta_;
    typename Second::Patches second_patches_;
    typename Second::Sums second_sums_;
    typename Second::Pooled second_;
    EigenMatrix<400, Batch> flat_, flat_delta_;
    EigenMatrix<120, Batch> hidden1_, hidden1_delta_;
    EigenMatrix<84, Batch> hidden2_, hidden2_delta_;
    EigenMatrix<10, Batch> output_;
};

}  // namespace bench
