#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/engine/frozen.hpp>
#include <ctnn/engine/layer.hpp>
#include <ctnn/engine/parts.hpp>
#include <ctnn/engine/stream_of.hpp>

// A placed layer with a learning rate and a decay of its own.

namespace ctnn::detail::inline CTNN_CODE {

/// L, whose learning rate is Rate times the others', and the decay of its weights Decay times.
template <class L, class Rate, class Decay>
struct RatedOn : L {
    using layer = L;
    static constexpr bool has_rates = true;

    template <class Visitor>
    static constexpr void each_layer(LayerPlace at, Visitor&& visit) {
        at.rate = at.rate * double(Rate::num) / double(Rate::den);
        at.decay = at.decay * double(Decay::num) / double(Decay::den);
        detail::each_layer<L>(at, visit);
    }
    static constexpr PartShape flattened_after(const PartShape& before) noexcept {
        return detail::flattened_after<L>(before);
    }
};

template <class L, class Rate, class Decay, std::size_t Block>
struct StreamOf<RatedOn<L, Rate, Decay>, Block> : StreamOf<L, Block> {};

}  // namespace ctnn::detail::inline CTNN_CODE
