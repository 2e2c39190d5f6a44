#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <ctnn/data/shuffle.hpp>
#include <numeric>
#include <span>

#include "eigen_mlp.hpp"

// The training loop by hand in Eigen: fixed sizes, bytes converted as a batch is taken, products straight
// into their place, SGD's step in the product of the weight gradient, Adam's in pieces that stay in the
// cache.

namespace bench {

struct EigenSgd {
    float rate;
    static constexpr bool has_moments = false;
};

struct EigenAdam {
    float rate;
    static constexpr bool has_moments = true;
    float first = 1, second = 1;  ///< corrections for having started at zero
    std::size_t steps = 0;

    void next_step() {
        ++steps;
        first = static_cast<float>(1 / (1 - std::pow(0.9, double(steps))));
        second = static_cast<float>(1 / std::sqrt(1 - std::pow(0.999, double(steps))));
    }

    void update(float* w, const float* g, float* m, float* v, std::size_t count) const {
        using Piece = Eigen::Map<Eigen::ArrayXf>;
        constexpr std::size_t piece = 1024;
        for (std::size_t at = 0; at < count; at += piece) {
            const auto n = static_cast<Eigen::Index>(std::min(piece, count - at));
            const Eigen::Map<const Eigen::ArrayXf> gradient(g + at, n);
            Piece weight(w + at, n), mean(m + at, n), square(v + at, n);
            mean = 0.9f * mean + 0.1f * gradient;
            square = 0.999f * square + 0.001f * gradient.square();
            weight -= (rate * first) * mean / (square.sqrt() * second + 1e-8f);
        }
    }
};

template <class L, int Order, std::size_t Batch, class Rule>
struct EigenTrainedLayer : EigenLayer<L, Order> {
    static constexpr Act act = L::act;
    using Weight = decltype(EigenLayer<L, Order>::weight);
    using Bias = decltype(EigenLayer<L, Order>::bias);
    struct None {};
    struct Moments {
        Weight weight_gradient, weight_mean = Weight::Zero(), weight_square = Weight::Zero();
        Bias bias_gradient, bias_mean = Bias::Zero(), bias_square = Bias::Zero();
    };

    EigenMatrix<L::out, Batch> output, delta;  ///< delta: the loss's gradient in the sums
    std::conditional_t<Rule::has_moments, Moments, None> moments;

    template <class X>
    void forward(const X& x) {
        output.noalias() = this->weight * x;
        output.colwise() += this->bias;
        eigen_activate<act>(output);
    }

    template <class X>
    void learn(const X& x, const Rule& rule) {
        if constexpr (Rule::has_moments) {
            auto& m = moments;
            m.weight_gradient.noalias() = delta * x.transpose();
            m.bias_gradient = delta.rowwise().sum();
            rule.update(this->weight.data(), m.weight_gradient.data(), m.weight_mean.data(),
                        m.weight_square.data(), L::in * L::out);
            rule.update(this->bias.data(), m.bias_gradient.data(), m.bias_mean.data(), m.bias_square.data(),
                        L::out);
        } else {
            this->weight.noalias() -= rule.rate * delta * x.transpose();
            this->bias -= rule.rate * delta.rowwise().sum();
        }
    }
};

/// Softmax as the last activation is trained by cross-entropy, any other by the mean squared error.
template <class M, int Order, std::size_t Batch, class Rule>
class EigenTrainer {
    template <class L>
    using At = EigenTrainedLayer<L, Order, Batch, Rule>;
    static constexpr std::size_t last = M::count - 1;

  public:
    EigenTrainer(const Model& model, Rule rule) : rule_(rule) {
        std::apply([&, i = model.begin()](auto&... layer) mutable { (layer.load(*i++), ...); }, layers_);
    }

    /// A step on these samples, at most Batch; returns their mean loss before it. Bytes count as b / 255.
    template <class Pixel>
    float step(const Pixel* images, const std::uint32_t* classes, std::span<const std::size_t> samples) {
        for (std::size_t s = 0; s < Batch; ++s) {
            const std::size_t i = samples[s % samples.size()];
            constexpr float scale = std::is_same_v<Pixel, std::uint8_t> ? 1 / 255.0f : 1;
            const Pixel* __restrict from = images + i * M::in;
            float* __restrict to = x_.data() + s * M::in;
            for (std::size_t k = 0; k < M::in; ++k) to[k] = float(from[k]) * scale;
            target_.col(Eigen::Index(s)).setZero();
            target_(Eigen::Index(classes[i]), Eigen::Index(s)) = 1;
        }
        return learn(samples.size());
    }

    /// A step on Batch samples and their targets as they lie.
    float step(const float* inputs, const float* targets) {
        x_ = Eigen::Map<const EigenMatrix<M::in, Batch>>(inputs);
        target_ = Eigen::Map<const EigenMatrix<M::out, Batch>>(targets);
        return learn(Batch);
    }

    /// One epoch over all samples, shuffled.
    template <class Pixel>
    double epoch(std::span<const Pixel> images, std::span<const std::uint32_t> classes, nn::Random& random) {
        const std::vector<std::size_t> order = nn::shuffled_indices(classes.size(), random);
        const std::span<const std::size_t> all(order);
        double total = 0;
        for (std::size_t done = 0; done < all.size(); done += Batch) {
            const auto samples = all.subspan(done, std::min(Batch, all.size() - done));
            total += double(step(images.data(), classes.data(), samples)) * double(samples.size());
        }
        return total / double(all.size());
    }

    /// The share of samples whose class is right; the last that fill no batch are left out.
    double accuracy(std::span<const float> inputs, std::span<const std::uint32_t> classes) {
        std::size_t right = 0, done = 0;
        for (; done + Batch <= classes.size(); done += Batch) {
            forward<0>(Eigen::Map<const EigenMatrix<M::in, Batch>>(inputs.data() + done * M::in));
            for (std::size_t s = 0; s < Batch; ++s) {
                Eigen::Index best = 0;
                std::get<last>(layers_).output.col(Eigen::Index(s)).maxCoeff(&best);
                right += std::size_t(best) == classes[done + s];
            }
        }
        return double(right) / double(done);
    }

  private:
    /// A step on the first `count` samples of the batch.
    float learn(std::size_t count) {
        forward<0>(x_);
        const float loss = judge(count);
        if constexpr (Rule::has_moments) rule_.next_step();
        backward<last>();
        return loss;
    }

    template <std::size_t I, class X>
    void forward(const X& x) {
        std::get<I>(layers_).forward(x);
        if constexpr (I < last) forward<I + 1>(std::get<I>(layers_).output);
    }

    /// The mean loss of the first `count` samples, and its gradient in the last layer's sums.
    float judge(std::size_t count) {
        auto& end = std::get<last>(layers_);
        const auto n = Eigen::Index(count);
        float loss = 0;
        if constexpr (std::remove_reference_t<decltype(end)>::act == Act::softmax) {
            loss =
                -(end.output.leftCols(n).array() * target_.leftCols(n).array()).colwise().sum().log().sum();
            end.delta = (end.output - target_) * (1 / float(count));
        } else {
            loss = (end.output - target_).leftCols(n).squaredNorm() / float(M::out);
            end.delta = (end.output - target_) * (2 / float(count * M::out));
            slope(end);
        }
        end.delta.rightCols(Eigen::Index(Batch) - n).setZero();
        return loss / float(count);
    }

    /// delta, the gradient in the outputs, becomes that in the sums.
    template <class Layer>
    static void slope(Layer& layer) {
        if constexpr (Layer::act == Act::sigmoid)
            layer.delta.array() *= layer.output.array() * (1 - layer.output.array());
        else if constexpr (Layer::act == Act::tanh)
            layer.delta.array() *= 1 - layer.output.array().square();
        else if constexpr (Layer::act == Act::relu)
            layer.delta = (layer.output.array() > 0).select(layer.delta, 0.0f);
    }

    template <std::size_t I>
    void backward() {
        auto& layer = std::get<I>(layers_);
        if constexpr (I == 0) {
            layer.learn(x_, rule_);
        } else {
            auto& before = std::get<I - 1>(layers_);
            before.delta.noalias() = layer.weight.transpose() * layer.delta;
            slope(before);
            layer.learn(before.output, rule_);
            backward<I - 1>();
        }
    }

    typename M::template tuple<At> layers_;
    EigenMatrix<M::in, Batch> x_;
    EigenMatrix<M::out, Batch> target_;
    Rule rule_;
};

}  // namespace bench
