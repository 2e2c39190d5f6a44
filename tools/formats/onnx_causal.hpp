#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "formats/onnx_uses.hpp"
#include "model/wave_net.hpp"

namespace ctnn_tool {

/// What a Slice leaves of an axis.
struct OnnxCut {
    std::int64_t axis = 0, start = 0, end = 0;

    bool leaves_all() const;
};

/// Nothing of a Slice with steps, or whose numbers are computed.
std::optional<std::vector<OnnxCut>> cuts_of(const OnnxNode& slice, const OnnxUses& uses);

/// A causal convolution of a sequence whose channels come first. The zeros before it are its own or a Pad's,
/// or it has as many on both sides and a Slice cuts off what comes of those behind.
struct OnnxCausal {
    std::string input{};
    const OnnxConstant *weight = nullptr,
                       *bias = nullptr;  ///< (filters, channels, kernel); (filters), or null
    DilatedKernel kernel{};
    std::vector<OnnxNode*> nodes{};

    std::size_t filters() const { return weight->shape[0]; }
    /// (kernel, channels, filters).
    Tensor ordered_weight() const;
    /// Zeros where it has none.
    Values biases() const;
};

/// The one that gives `value`; nothing if that is given otherwise, or by groups.
std::optional<OnnxCausal> causal_before(const std::string& value, const OnnxUses& uses);

}  // namespace ctnn_tool
