#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/kernels/values/update.hpp>
#include <span>

namespace ctnn::detail::inline CTNN_CODE {

/// Asks for the samples of the next batch, from place `first` of the order on, one after the other as a step
/// on `Weights` parameters gets on, each of which reads `Bytes`. To ask for all of them at once takes as long
/// as to wait for them: few can be on their way. And what is asked for too early, a step on many parameters
/// has driven out of the cache again.
template <class Data, std::size_t Batch, std::size_t Weights, std::size_t Bytes>
class NextSamples : public kernels::Meanwhile {
  public:
    NextSamples(const Data& data, std::span<const std::size_t> order, std::size_t first) noexcept
        : kernels::Meanwhile{ask},
          data_(data),
          next_(order.subspan(first, std::min(Batch, order.size() - first))) {}

    /// Those that it has not asked for yet.
    std::size_t left() const noexcept { return next_.size(); }

  private:
    static constexpr std::size_t cache = 512 * 1024, last = std::min(Weights, cache / Bytes),
                                 each = std::max<std::size_t>(1, last / Batch);

    static void ask(kernels::Meanwhile& self, std::size_t weights) noexcept {
        NextSamples& next = static_cast<NextSamples&>(self);
        for (next.done_ += weights; next.done_ >= Weights - last + each && !next.next_.empty();
             next.done_ -= each) {
            next.data_.prefetch(next.next_.front());
            next.next_ = next.next_.subspan(1);
        }
    }

    const Data& data_;
    std::span<const std::size_t> next_;
    std::size_t done_ = 0;
};

/// Those that a trainer takes after a batch.
template <class Net, class Optimizer, std::size_t Batch, class T>
using SamplesAfter =
    NextSamples<Dataset<Net>, Batch, Net::parameter_count, sizeof(T) * (1 + Optimizer::moments)>;

}  // namespace ctnn::detail::inline CTNN_CODE
