#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>

namespace ctnn::detail::inline CTNN_CODE {

/// The places, in an epoch's order, of the samples of a batch, one after the other. The layers' code is
/// compiled for one size of batch, so a short one is filled up: by its own samples again, which then do not
/// count; or, where samples are coupled and all of them count, by those that the epoch began with.
class BatchOrder {
  public:
    /// The batch of `count` samples from place `first` on, of an epoch of `all`; from its sample `skipped`
    /// on.
    constexpr BatchOrder(std::size_t first, std::size_t count, std::size_t all, bool coupled,
                         std::size_t skipped = 0) noexcept
        : at_(first + skipped % count), end_(coupled ? all : first + count), again_(coupled ? 0 : first) {}

    CTNN_INLINE constexpr std::size_t next() noexcept {
        if (at_ == end_) at_ = again_;
        return at_++;
    }

  private:
    std::size_t at_, end_, again_;
};

}  // namespace ctnn::detail::inline CTNN_CODE
