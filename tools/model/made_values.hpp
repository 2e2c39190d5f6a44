#pragma once

#include <cstddef>
#include <ctnn/core/sizes.hpp>

#include "model/refusal.hpp"

namespace ctnn_tool {

/// Counts values that a file does not hold: a little one shall not make many.
class MadeValues {
  public:
    /// Throws a Refusal if they are too many.
    void add(std::size_t count) {
        constexpr std::size_t most = std::size_t{1} << 22;
        count_ = ctnn::detail::size_sum(count_, count);
        if (count_ > most) throw Refusal("too much is computed of constants");
    }

  private:
    std::size_t count_ = 0;
};

}  // namespace ctnn_tool
