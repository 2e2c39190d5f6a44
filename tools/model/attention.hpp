#pragma once

#include <cstddef>
#include <string>

#include "model/layer.hpp"

namespace ctnn_tool {

/// The parts of attention: weights (features, 3 size), of q, k and v, and (size, size); biases or nothing.
struct AttentionValues {
    Tensor in_weight{}, in_bias{}, out_weight{}, out_bias{};
};

/// Self-attention of a sequence, of all steps or of those before.
class Attention : public Layer {
  public:
    Attention(const Shape& input, std::size_t heads, bool is_causal, AttentionValues values);

    std::string declaration() const override;
    std::size_t multiply_adds() const override;
    Values run(const Values& x) const override;
    bool streams() const override { return is_causal_; }

  private:
    std::size_t heads_;
    bool is_causal_, has_bias_;
};

/// `weight` (steps, features), which is added to a sequence.
class Positions : public Layer {
  public:
    Positions(const Shape& input, Tensor weight);

    std::string declaration() const override { return "ctnn::PositionEmbedding<>"; }
    std::size_t multiply_adds() const override { return size_of(output()); }
    Values run(const Values& x) const override;
    bool streams() const override { return true; }
};

}  // namespace ctnn_tool
