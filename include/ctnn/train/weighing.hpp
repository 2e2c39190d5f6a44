#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/train/batch_order.hpp>
#include <ctnn/train/batch_weights.hpp>
#include <span>
#include <vector>

namespace ctnn::detail::inline CTNN_CODE {

/// What the samples of a data set weigh, batch by batch. Nothing is kept where all weigh alike.
template <class Net, std::size_t Batch, std::size_t Places, class T>
class Weighing {
  public:
    explicit Weighing(const Dataset<Net>& data) {
        if (!data.is_weighted()) return;
        for (std::size_t i = 0; i < data.size(); ++i) samples_.push_back(data.weight(i));
        places_.resize(Batch * Places);
    }

    /// The weights of the batch of `count` samples of the order from place `first` on, which `take` writes.
    BatchWeights<T> begin(const std::vector<std::size_t>& order, std::size_t first, std::size_t count) {
        sum_ = double(count);
        if (samples_.empty()) return {};
        constexpr bool coupled = couples_samples<typename Net::body>();
        const auto sum_of = [&](std::size_t counted) {
            BatchOrder places(first, count, order.size(), coupled);
            double sum = 0;
            for (std::size_t s = 0; s < counted; ++s) sum += samples_[order[places.next()]];
            return sum;
        };
        sum_ = sum_of(count);
        const double all = coupled ? sum_of(Batch) : sum_;
        return {places_.data(), all > 0 ? static_cast<T>(1 / all) : T(0)};
    }

    /// The sum of the weights of its own samples, without those that fill it up.
    double sum() const noexcept { return sum_; }

    /// Sample `i` as the s-th of a batch.
    void take(const Dataset<Net>& data, std::size_t i, std::size_t s) {
        if (!samples_.empty()) data.weights(i, std::span<T, Places>(places_.data() + s * Places, Places));
    }

  private:
    std::vector<double> samples_;
    std::vector<T> places_;  // of a batch
    double sum_ = 0;
};

}  // namespace ctnn::detail::inline CTNN_CODE
