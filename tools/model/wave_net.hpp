#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/layer.hpp"

namespace ctnn_tool {

struct DilatedKernel {
    std::size_t kernel = 1, dilation = 1;

    bool operator==(const DilatedKernel&) const = default;
};

/// What a stack of a WaveNet is told.
struct WaveNetStack {
    std::size_t channels = 0, outputs = 0;
    std::vector<DilatedKernel> layers{};
    Activation activation{};
    bool gated = false, head_bias = false;
    DilatedKernel head{};

    /// Of each layer before its activation.
    std::size_t sums() const { return gated ? 2 * channels : channels; }
};

/// Stacks of dilated causal convolutions with skips. Its parts come stack by stack: `rechannel` (1, inputs,
/// channels); of each layer `conv` (kernel, channels, sums), bias, `mixin` (1, features, sums) and, but for
/// the very last layer, `output` (1, channels, channels), bias; `head` (kernel, channels, outputs), bias or
/// nothing.
class WaveNet : public Layer {
  public:
    /// Throws a Refusal where a head does not give the channels of the stack behind it, and where parts are
    /// of other shapes or too few.
    WaveNet(const Shape& input, std::vector<WaveNetStack> stacks, std::vector<Tensor> parts);

    std::string declaration() const override;
    std::size_t multiply_adds() const override;
    Values run(const Values& x) const override;
    bool streams() const override { return true; }
    /// Steps that an output depends on, but for the present one.
    std::size_t reach() const;

  private:
    /// Steps of `channels`, through the part that is next, and its bias.
    Values convolved(const Values& x, std::size_t channels, std::size_t outputs, DilatedKernel kernel,
                     bool bias, std::size_t& next) const;
    bool has_output(std::size_t stack, std::size_t layer) const {
        return stack + 1 < stacks_.size() || layer + 1 < stacks_[stack].layers.size();
    }

    std::vector<WaveNetStack> stacks_;
    std::size_t weights_ = 0;
};

}  // namespace ctnn_tool
